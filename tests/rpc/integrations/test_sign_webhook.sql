-- The example that Standard Webhooks and its libraries publish, byte for byte.
-- row: C53
begin;
select plan(4);
select is(
  private.sign_webhook(
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'msg_p5jXN8AQM9LWM0D4loKWxJek', to_timestamp(1614265330.9),
    '{"test": 2432232314}'
  ), 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=', 'the published signature'
);
select isnt(
  private.sign_webhook(
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'msg_p5jXN8AQM9LWM0D4loKWxJek', to_timestamp(1614265331),
    '{"test": 2432232314}'
  ), 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=', 'the time counts'
);
select matches(private.new_webhook_secret(), '^whsec_[A-Za-z0-9+/]{43}=$', 'a secret has 256 bits');
select isnt(private.new_webhook_secret(), private.new_webhook_secret(), 'each is another one');
select * from finish();
rollback;
