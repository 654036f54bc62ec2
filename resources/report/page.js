'use strict';
// Filters what the page already holds; without it everything is shown.
const form = document.querySelector('form');
const tenants = [...document.querySelectorAll('details')];
const rows = [...document.querySelectorAll('tbody tr')];
const said = document.querySelector('output');
const order = ['fine', 'note', 'advice', 'warning', 'stop', 'failed'];
const apply = () => {
  const words = form.elements.words.value.trim().toLowerCase();
  const least = order.indexOf(form.elements.least.value);
  const tag = form.elements.tag.value;
  const fresh = form.elements.fresh.checked;
  let shown = 0;
  tenants.forEach((tenant, index) => {
    const isTagged = !tag || tenant.dataset.tags.split('\n').includes(tag);
    let found = 0;
    for (const article of tenant.querySelectorAll('article')) {
      const isShown = order.indexOf(article.dataset.severity) >= least
        && (!fresh || article.dataset.change === 'new')
        && (!words || (tenant.querySelector('summary').textContent + article.textContent).toLowerCase().includes(words));
      article.hidden = !isShown;
      found += isShown;
    }
    const isNarrowed = words || fresh || least > 0;
    const isShown = isTagged && (!isNarrowed || found > 0);
    tenant.hidden = rows[index].hidden = !isShown;
    if (isNarrowed) tenant.open = isShown && found > 0;
    shown += isShown;
  });
  said.textContent = `${shown} / ${tenants.length}`;
};
const tags = new Set(tenants.flatMap((tenant) => tenant.dataset.tags.split('\n')).filter(Boolean));
for (const tag of [...tags].sort()) form.elements.tag.add(new Option(tag, tag));
form.elements.tag.closest('label').hidden = tags.size === 0;
form.addEventListener('input', apply);
form.addEventListener('submit', (event) => event.preventDefault());
form.hidden = false;
if (tenants.length === 1) tenants[0].open = true;
addEventListener('beforeprint', () => tenants.forEach((tenant) => { tenant.open = true; }));
