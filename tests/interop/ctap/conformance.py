#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""conformance.py PROGRAM: what CTAP 2.1 requires of an authenticator, asked of the practice key by python3-fido2.

PROGRAM is practice-key-udp. The client, its CBOR, its PIN protocols and its signature check are none of ours; only the
datagrams are. Prints each sentence that does not hold; the exit code tells whether there was one.
"""
import hashlib
import importlib.util
import os
import socket
import subprocess
import sys
import unittest

if importlib.util.find_spec("fido2") is None:
    print("python3-fido2 is missing")
    sys.exit(1 if os.environ.get("BG_REQUIRE_INTEROP") == "1" else 77)

from fido2.cose import ES256
from fido2.ctap import CtapError
from fido2.ctap2 import Ctap2
from fido2.ctap2.base import AuthenticatorData
from fido2.ctap2.config import Config
from fido2.ctap2.credman import CredentialManagement
from fido2.ctap2.pin import ClientPin, PinProtocolV1, PinProtocolV2
from fido2.hid import CtapHidDevice
from fido2.hid.base import HidDescriptor

RP = {"id": "login.example.com", "name": "Example"}
HASH = hashlib.sha256(b"client data").digest()
ES256_ONLY = [{"type": "public-key", "alg": -7}]
PIN, NEXT_PIN = "73915208", "84026319"
PERMISSION = ClientPin.PERMISSION


class Datagrams:
    """One report in each datagram."""

    def __init__(self, here, there):
        self.socket = here
        self.there = there

    def write_packet(self, packet):
        self.socket.sendto(packet, self.there)

    def read_packet(self):
        return self.socket.recv(64)

    def close(self):
        self.socket.close()


def free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class PracticeKey:
    """A fresh practice key in a process of its own."""

    def __init__(self):
        here = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        here.bind(("127.0.0.1", 0))
        here.settimeout(20)
        port = free_port()
        self.process = subprocess.Popen(
            [PROGRAM, str(port), str(here.getsockname()[1]), "--tell"], stdout=subprocess.PIPE
        )
        self.process.stdout.readline()  # it listens
        descriptor = HidDescriptor("udp", 0x1050, 0x0407, 64, 64)
        self.device = CtapHidDevice(descriptor, Datagrams(here, ("127.0.0.1", port)))
        self.ctap = Ctap2(self.device)

    def end(self):
        self.device.close()
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()


class Conformance(unittest.TestCase):
    def setUp(self):
        self.key = PracticeKey()
        self.addCleanup(self.key.end)
        self.ctap = self.key.ctap

    def refused(self, code, call, *arguments, **named):
        with self.assertRaises(CtapError) as seen:
            call(*arguments, **named)
        self.assertEqual(CtapError.ERR(code), seen.exception.code)

    def pin(self, protocol=None):
        return ClientPin(self.ctap, protocol)

    def token(self, permissions, rp_id=None, protocol=None, pin=PIN):
        return self.pin(protocol).get_pin_token(pin, permissions, rp_id)

    def make(self, token=None, user=b"user one", protocol=None, algorithms=None, **more):
        protocol = protocol or PinProtocolV2()
        parameter = protocol.authenticate(token, HASH) if token else None
        more.setdefault("options", {"rk": True})
        return self.ctap.make_credential(
            HASH,
            RP,
            {"id": user, "name": "one@example.com", "displayName": "One"},
            algorithms or ES256_ONLY,
            pin_uv_param=parameter,
            pin_uv_protocol=protocol.VERSION if token else None,
            **more
        )

    def registered(self, user=b"user one", **more):
        token = self.token(PERMISSION.MAKE_CREDENTIAL, RP["id"])
        return self.make(token, user, **more)

    # 6.4 authenticatorGetInfo
    def test_get_info_tells_versions_options_and_limits(self):
        info = self.ctap.get_info()
        self.assertIn("FIDO_2_0", info.versions)
        self.assertIn("FIDO_2_1", info.versions)
        self.assertLessEqual({"hmac-secret", "credProtect"}, set(info.extensions))
        self.assertEqual(16, len(info.aaguid))
        self.assertTrue(info.options["rk"])
        self.assertIs(False, info.options["clientPin"])
        self.assertTrue(info.options["pinUvAuthToken"])
        self.assertGreaterEqual(info.max_msg_size, 1024)
        self.assertEqual([2, 1], info.pin_uv_protocols)
        self.assertGreaterEqual(info.min_pin_length, 4)
        self.assertFalse(info.force_pin_change)
        self.assertIn({"type": "public-key", "alg": -7}, info.algorithms)

    def test_an_unknown_command_is_refused(self):
        self.refused(CtapError.ERR.INVALID_COMMAND, self.ctap.send_cbor, 0x3F)

    # 6.5 authenticatorClientPIN
    def test_a_pin_is_set_once_and_changed_with_the_old_one(self):
        for protocol in (PinProtocolV1(), PinProtocolV2()):
            with self.subTest(protocol=protocol.VERSION):
                key = PracticeKey()
                try:
                    pins = ClientPin(key.ctap, protocol)
                    pins.set_pin(PIN)
                    self.assertTrue(key.ctap.get_info().options["clientPin"])
                    self.refused(CtapError.ERR.PIN_AUTH_INVALID, pins.set_pin, NEXT_PIN)
                    pins.change_pin(PIN, NEXT_PIN)
                    self.assertEqual(8, pins.get_pin_retries()[0])
                    self.refused(CtapError.ERR.PIN_INVALID, pins.get_pin_token, PIN, PERMISSION.GET_ASSERTION, RP["id"])
                    self.assertTrue(pins.get_pin_token(NEXT_PIN, PERMISSION.GET_ASSERTION, RP["id"]))
                finally:
                    key.end()

    def test_three_wrong_pins_block_until_power_is_taken_and_a_right_one_resets_the_counter(self):
        pins = self.pin()
        pins.set_pin(PIN)
        for left in (7, 6):
            self.refused(CtapError.ERR.PIN_INVALID, self.token, PERMISSION.GET_ASSERTION, RP["id"], pin=NEXT_PIN)
            self.assertEqual(left, pins.get_pin_retries()[0])
        self.token(PERMISSION.GET_ASSERTION, RP["id"])
        self.assertEqual(8, pins.get_pin_retries()[0])
        for wanted in (CtapError.ERR.PIN_INVALID, CtapError.ERR.PIN_INVALID, CtapError.ERR.PIN_AUTH_BLOCKED):
            self.refused(wanted, self.token, PERMISSION.GET_ASSERTION, RP["id"], pin=NEXT_PIN)
        self.refused(CtapError.ERR.PIN_AUTH_BLOCKED, self.token, PERMISSION.GET_ASSERTION, RP["id"])
        self.assertEqual(5, pins.get_pin_retries()[0])

    def test_a_token_without_permissions_is_refused(self):
        self.pin().set_pin(PIN)
        self.refused(CtapError.ERR.INVALID_PARAMETER, self.token, 0, RP["id"])

    def test_a_token_for_credentials_is_bound_to_a_relying_party(self):
        self.pin().set_pin(PIN)
        self.refused(CtapError.ERR.MISSING_PARAMETER, self.token, PERMISSION.GET_ASSERTION)

    # 6.1 authenticatorMakeCredential
    def test_a_credential_is_made_attested_and_of_this_model(self):
        self.pin().set_pin(PIN)
        made = self.registered(extensions={"hmac-secret": True, "credProtect": 1})
        data = made.auth_data
        flags = AuthenticatorData.FLAG
        self.assertEqual("packed", made.fmt)
        self.assertEqual(hashlib.sha256(RP["id"].encode()).digest(), data.rp_id_hash)
        self.assertTrue(data.flags & flags.USER_PRESENT and data.flags & flags.USER_VERIFIED)
        self.assertEqual({"hmac-secret": True, "credProtect": 1}, data.extensions)
        self.assertEqual(self.ctap.info.aaguid, data.credential_data.aaguid)
        self.assertIsInstance(data.credential_data.public_key, ES256)
        data.credential_data.public_key.verify(bytes(data) + HASH, made.att_statement["sig"])

    def test_make_credential_asks_for_what_it_needs(self):
        self.pin().set_pin(PIN)
        self.refused(CtapError.ERR.PIN_REQUIRED, self.make)
        self.refused(CtapError.ERR.PIN_AUTH_INVALID, self.make, bytes(32))
        mine = self.token(PERMISSION.GET_ASSERTION, RP["id"])
        self.refused(CtapError.ERR.PIN_AUTH_INVALID, self.make, mine)
        others = self.token(PERMISSION.MAKE_CREDENTIAL, "other.example.com")
        self.refused(CtapError.ERR.PIN_AUTH_INVALID, self.make, others)
        token = self.token(PERMISSION.MAKE_CREDENTIAL, RP["id"])
        rs256 = [{"type": "public-key", "alg": -257}]
        self.refused(CtapError.ERR.UNSUPPORTED_ALGORITHM, self.make, token, algorithms=rs256)
        self.refused(CtapError.ERR.INVALID_OPTION, self.make, token, options={"rk": True, "up": False})
        self.refused(CtapError.ERR.INVALID_OPTION, self.make, options={"rk": True, "uv": True})
        self.make(token)

    def test_an_excluded_credential_is_not_made_again(self):
        self.pin().set_pin(PIN)
        first = self.registered().auth_data.credential_data
        excluded = [{"type": "public-key", "id": first.credential_id}]
        self.refused(CtapError.ERR.CREDENTIAL_EXCLUDED, self.registered, exclude_list=excluded)

    def test_a_token_serves_one_touch(self):
        self.pin().set_pin(PIN)
        token = self.token(PERMISSION.MAKE_CREDENTIAL, RP["id"])
        self.make(token)
        self.refused(CtapError.ERR.PIN_AUTH_INVALID, self.make, token, b"user two")

    # 6.2 authenticatorGetAssertion
    def test_an_assertion_verifies_with_and_without_a_list(self):
        self.pin().set_pin(PIN)
        made = self.registered().auth_data.credential_data
        for allowed in (None, [{"type": "public-key", "id": made.credential_id}]):
            with self.subTest(allowed=bool(allowed)):
                parameter = PinProtocolV2().authenticate(self.token(PERMISSION.GET_ASSERTION, RP["id"]), HASH)
                answer = self.ctap.get_assertion(
                    RP["id"], HASH, allow_list=allowed, pin_uv_param=parameter, pin_uv_protocol=2
                )
                answer.verify(HASH, made.public_key)
                self.assertTrue(answer.auth_data.is_user_verified())
                self.assertEqual(made.credential_id, answer.credential["id"])
                self.assertEqual({"id": b"user one"}, answer.user)

    def test_several_accounts_are_told_newest_first(self):
        self.pin().set_pin(PIN)
        made = [self.registered(user).auth_data.credential_data.credential_id for user in (b"one", b"two")]
        parameter = PinProtocolV2().authenticate(self.token(PERMISSION.GET_ASSERTION, RP["id"]), HASH)
        answers = self.ctap.get_assertions(RP["id"], HASH, pin_uv_param=parameter, pin_uv_protocol=2)
        self.assertEqual(made[::-1], [answer.credential["id"] for answer in answers])
        self.refused(CtapError.ERR.NOT_ALLOWED, self.ctap.get_next_assertion)

    def test_an_unknown_relying_party_has_no_credentials(self):
        self.refused(CtapError.ERR.NO_CREDENTIALS, self.ctap.get_assertion, "other.example.com", HASH)

    def test_get_assertion_refuses_rk(self):
        self.refused(CtapError.ERR.UNSUPPORTED_OPTION, self.ctap.get_assertion, RP["id"], HASH, options={"rk": True})

    # 6.8 authenticatorCredentialManagement
    def test_credentials_are_listed_and_deleted(self):
        self.pin().set_pin(PIN)
        manage = lambda: CredentialManagement(self.ctap, PinProtocolV2(), self.token(PERMISSION.CREDENTIAL_MGMT))
        self.assertEqual(0, manage().get_metadata()[1])
        made = self.registered().auth_data.credential_data.credential_id
        manager = manage()
        existing, remaining = (manager.get_metadata()[i] for i in (1, 2))
        self.assertEqual(1, existing)
        self.assertEqual(self.ctap.get_info().remaining_disc_creds, remaining)
        parties = manager.enumerate_rps()
        self.assertEqual([RP["id"]], [party[CredentialManagement.RESULT.RP]["id"] for party in parties])
        held = manager.enumerate_creds(parties[0][CredentialManagement.RESULT.RP_ID_HASH])
        self.assertEqual([made], [one[CredentialManagement.RESULT.CREDENTIAL_ID]["id"] for one in held])
        manager.delete_cred({"type": "public-key", "id": made})
        self.refused(CtapError.ERR.NO_CREDENTIALS, manage().enumerate_rps)
        self.refused(
            CtapError.ERR.NO_CREDENTIALS, manage().delete_cred, {"type": "public-key", "id": made}
        )

    def test_credential_management_wants_its_permission(self):
        self.pin().set_pin(PIN)
        wrong = self.token(PERMISSION.MAKE_CREDENTIAL, RP["id"])
        manager = CredentialManagement(self.ctap, PinProtocolV2(), wrong)
        self.refused(CtapError.ERR.PIN_AUTH_INVALID, manager.get_metadata)

    # 6.11 authenticatorConfig
    def config(self):
        return Config(self.ctap, PinProtocolV2(), self.token(PERMISSION.AUTHENTICATOR_CFG))

    def test_the_minimum_pin_length_grows_and_never_shrinks(self):
        self.pin().set_pin(PIN)
        self.config().set_min_pin_length(6)
        info = self.ctap.get_info()
        self.assertEqual(6, info.min_pin_length)
        self.assertFalse(info.force_pin_change)  # the PIN is longer already
        self.refused(CtapError.ERR.PIN_POLICY_VIOLATION, self.config().set_min_pin_length, 4)
        self.config().set_min_pin_length(10)
        self.assertTrue(self.ctap.get_info().force_pin_change)
        self.refused(CtapError.ERR.PIN_POLICY_VIOLATION, self.pin().change_pin, PIN, NEXT_PIN)
        self.pin().change_pin(PIN, NEXT_PIN + "57")
        self.assertFalse(self.ctap.get_info().force_pin_change)

    def test_always_uv_is_toggled_and_told(self):
        self.pin().set_pin(PIN)
        self.config().toggle_always_uv()
        options = self.ctap.get_info().options
        self.assertTrue(options["alwaysUv"])
        self.assertFalse(options["makeCredUvNotRqd"])
        self.refused(CtapError.ERR.PIN_REQUIRED, self.make, options={"rk": False})
        self.config().toggle_always_uv()
        self.assertFalse(self.ctap.get_info().options["alwaysUv"])


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=2)
