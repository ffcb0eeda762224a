-- The rules by which users of platforms are scored. Another version is other rows; scores of both are kept.
insert into private.risk_models (model_version, hold_limit, is_current)
values ('rules-1', 60, true)
on conflict (model_version) do nothing;

insert into private.risk_rules (model_version, signal, at_least, weight)
values
('rules-1', 'referral_ring', 3, 70),
('rules-1', 'lockstep', 5, 50),
('rules-1', 'wash_trades', 5, 50),
('rules-1', 'referral_burst', 10, 40),
('rules-1', 'code_selling', 10, 40),
('rules-1', 'shared_wallet', 2, 30),
('rules-1', 'shared_mailbox', 2, 20),
('rules-1', 'velocity', 120, 20)
on conflict (model_version, signal) do nothing;
