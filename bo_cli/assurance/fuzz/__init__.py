"""`bo policy fuzz`: calls everything as everybody, and looks for what they may not see.

`pool` names the values that calls are made of, `values`, `statements` and `requests` draw calls
with hypothesis, `hidden` knows which values an identity may not see, `watch` looks for them in an
answer, `interference` asks again in a world without them, `database` and `rest` carry the calls
out, `hunt` is hypothesis' loop, and `probes` try the side channels one by one.
"""
