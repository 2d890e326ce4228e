"""Runs Twilio's Python library, unmodified, against the stand-in under Twilio's host names, over TLS.

Reads {accounts, sids, webhook} as JSON from standard input. Writes {answers, outcomes}: every response that the library got, and
its results or exceptions. The environment selects the stand-in (`aybiza world env --twilio`); the library isn't patched. A hook of
`requests`, which the library uses, records the responses.
"""
import json
import sys
from urllib.parse import urlsplit

from requests.exceptions import RequestException
from twilio.base.exceptions import TwilioRestException
from twilio.request_validator import RequestValidator
from twilio.rest import Client

given = json.load(sys.stdin)
answers = []


def take_down(response, **_):
    asked = urlsplit(response.request.url)
    answers.append([response.request.method, asked.netloc, asked.path, response.status_code, response.text])


def client(name, **changed):
    account = {**given["accounts"][name], **changed}
    made = Client(account["sid"], account["authToken"])
    made.http_client.timeout = 10
    made.http_client.session.hooks["response"].append(take_down)
    return made


acme = client("acme")
sid = given["sids"]
OUTSIDE, OWN = "+12125550142", "+14155550101"
VOICE = "https://voice.us.aybiza.example/twilio/voice"


def whole_life(resource, make, change, seen):
    """Creates five resources, lists them in pages of two, then updates, fetches and deletes the first."""
    made = [make(i).sid for i in range(5)]
    listed = [one.sid for one in resource.list(page_size=2)]
    changed = change(resource(made[0]))
    fetched = resource(made[0]).fetch()
    deleted = resource(made[0]).delete()
    return {
        "newest first": listed[:5] == made[::-1],
        "streamed": [one.sid for one in resource.stream(limit=3, page_size=2)] == made[:0:-1][:3],
        "changed": [getattr(one, seen) for one in (changed, fetched)],
        "deleted": deleted,
        "gone": error(resource(made[0]).fetch)["code"],
        "left": len(resource.list()) - len(listed),
    }


def error(ask):
    try:
        ask()
    except TwilioRestException as e:
        return {"status": e.status, "code": e.code, "msg": e.msg, "method": e.method, "uri": e.uri, "details": e.details}
    return "no error"


def broken(ask):
    """Returns the class of the exception for a broken response; for an error response of Twilio, its status."""
    try:
        ask()
    except TwilioRestException as e:
        return e.status
    except (RequestException, ValueError) as e:
        return type(e).__name__
    return "no error"


def calls():
    call = acme.calls.create(to=OUTSIDE, from_=OWN, url=VOICE, status_callback_event=["ringing", "answered"])
    redirected = acme.calls(call.sid).update(url=VOICE, method="GET")
    placed = [call.status, call.direction, call.to_formatted, redirected.sid == call.sid, len(acme.calls.list(page_size=1))]
    return [*placed, acme.calls(sid["CA"]).fetch().status]


def recordings():
    kept = acme.recordings(sid["RE"])
    found = [acme.recordings.list(), acme.calls(sid["CA"]).recordings.list(), acme.conferences(sid["CF"]).recordings.list()]
    fetched = kept.fetch()
    acme.calls(sid["CA"]).recordings(sid["RE"]).fetch()
    acme.conferences(sid["CF"]).recordings(sid["RE"]).fetch()
    return [[len(one) for one in found], fetched.source, fetched.duration, kept.delete(), error(kept.fetch)["code"]]


def conferences():
    one = acme.conferences(sid["CF"])
    held = one.participants("customer").update(hold=True, muted=True)
    one.participants(sid["live"]).fetch()
    return [one.fetch().status, len(acme.conferences.list(status="in-progress")), held.hold, held.muted, [p.call_sid == sid["live"] for p in one.participants.list(hold=True)]]


def members():
    queue = acme.queues(sid["QU"])
    return [queue.members("Front").fetch().position, len(queue.members.list()), queue.members(sid["live"]).update(url=VOICE).position]


def accounts():
    made = acme.api.v2010.accounts.create(friendly_name="branch")
    closed = acme.api.v2010.accounts(made.sid).update(status="closed")
    acme.api.v2010.accounts(made.sid).fetch()
    return [made.status, closed.status, made.owner_account_sid == acme.account_sid, len(acme.api.v2010.accounts.list(page_size=1))]


def available():
    local = acme.available_phone_numbers("US").local.list(area_code=212, limit=1)[0]
    bought = acme.incoming_phone_numbers.local.create(phone_number=local.phone_number)
    toll_free = acme.available_phone_numbers("US").toll_free.list(limit=1)[0]
    mobile = acme.available_phone_numbers("GB").mobile.list(limit=1)[0]
    acme.available_phone_numbers("GB").fetch()
    acme.incoming_phone_numbers.toll_free.create(phone_number=toll_free.phone_number)
    acme.incoming_phone_numbers.mobile.create(phone_number=mobile.phone_number, bundle_sid="BU" + "b0" * 16)
    numbers = acme.incoming_phone_numbers
    held = [len(kind.list(page_size=1)) for kind in (numbers.local, numbers.toll_free, numbers.mobile)]
    return [len(acme.available_phone_numbers.list()), held, local.iso_country, bought.phone_number == local.phone_number, bought.capabilities["voice"]]


def notifications():
    log = acme.calls(sid["CA"]).notifications
    own = acme.api.v2010.account.notifications
    whole = own(sid["NO"]).fetch().error_code
    return [[one.error_code for one in (*log.list(), *own.list(log=0))], log(sid["NO"]).fetch().log, whole]


def trunks():
    """Tests a product with its own host, whose pages link to the next page by an absolute URL."""
    trunks = acme.trunking.v1.trunks
    made = [trunks.create(friendly_name=f"trunk {i}").sid for i in range(3)]
    listed = {one.sid for one in trunks.list(page_size=1)}
    changed = [trunks(made[0]).update(secure=True).secure, trunks(made[0]).fetch().secure]
    return [listed >= set(made), changed, trunks(made[0]).delete(), error(trunks(made[0]).fetch)["code"]]


zenith = client("zenith")
validator = RequestValidator(given["accounts"]["acme"]["authToken"])
webhook = given["webhook"]
outcomes = {
    "applications": whole_life(
        acme.applications,
        lambda i: acme.applications.create(friendly_name=f"agents {i}", voice_url=VOICE),
        lambda one: one.update(friendly_name="renamed"),
        "friendly_name",
    ),
    "numbers": whole_life(
        acme.incoming_phone_numbers,
        lambda i: acme.incoming_phone_numbers.create(phone_number=f"+1415555012{i}", voice_url=VOICE),
        lambda one: one.update(voice_method="GET"),
        "voice_method",
    ),
    "queues": whole_life(
        acme.queues,
        lambda i: acme.queues.create(friendly_name=f"desk {i}", max_size=10 + i),
        lambda one: one.update(max_size=99),
        "max_size",
    ),
    "calls": calls(),
    "members": members(),
    "recordings": recordings(),
    "conferences": conferences(),
    "accounts": accounts(),
    "available numbers": available(),
    "notifications": notifications(),
    "trunks": trunks(),
    "a call's end": acme.calls(sid["CA"]).delete(),
    "errors": [
        error(lambda: acme.queues.create(friendly_name="x" * 65)),
        error(client("acme", authToken="wrong").queues(sid["QU"]).fetch),
        error(lambda: client("test").queues.create(friendly_name="desk")),
        error(acme.queues("QU" + "0" * 32).fetch),
        error(lambda: acme.api.v2010.delete("DELETE", "/Accounts.json")),
        error(acme.calls(sid["live"]).delete),
    ],
    # In the order of the faults that the test pushed for this account.
    "ordered": [error(lambda: zenith.queues.create(friendly_name=f"desk {i}")) for i in range(3)],
    "broken": [broken(lambda: zenith.queues.create(friendly_name=f"bar {i}")) for i in range(4)],
    "made all the same": len(zenith.queues.list()),
    "signatures": [
        validator.validate(webhook["url"], webhook["params"], webhook["signature"]),
        validator.validate(webhook["url"] + "x", webhook["params"], webhook["signature"]),
    ],
}
json.dump({"answers": answers, "outcomes": outcomes}, sys.stdout)
