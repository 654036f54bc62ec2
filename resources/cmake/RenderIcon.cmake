# Writes PNG from the drawing SVG, SIZE pixels wide. What is drawn in currentColor comes out red, in onColor green, so that
# the program can give both the colours of its look.
file(READ ${SVG} drawing)
string(REPLACE currentColor "#ff0000" drawing "${drawing}")
string(REPLACE onColor "#00ff00" drawing "${drawing}")
file(WRITE ${PNG}.svg "${drawing}")
execute_process(COMMAND ${RSVG} --width ${SIZE} --output ${PNG} ${PNG}.svg COMMAND_ERROR_IS_FATAL ANY)
file(REMOVE ${PNG}.svg)
