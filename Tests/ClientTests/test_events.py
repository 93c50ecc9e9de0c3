"""Events reach a listener of ours as the official SDK parses them, while the program goes on."""
from b24pysdk.credentials import OAuthEventData
from portal import call, nested


def test_a_listener_hears_of_a_new_deal(webhook, listener):
    address, received = listener
    assert call(webhook, "event.bind", event="ONCRMDEALADD", handler=address) is True
    deal = call(webhook, "crm.deal.add", fields={"TITLE": "Услышанная"})
    form = received.get(timeout=60)
    assert form["event"] == "ONCRMDEALADD" and form["data[FIELDS][ID]"] == str(deal)
    event = OAuthEventData.from_dict(nested(form))
    assert event.auth.application_token
    assert call(webhook, "event.unbind", event="ONCRMDEALADD", handler=address)["count"] == 1
