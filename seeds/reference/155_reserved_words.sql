insert into private.reserved_words (word)
values
('account'), ('admin'), ('administrator'), ('anonymous'), ('backoffice'), ('billing'), ('cooking'), ('default'),
('deposit'), ('developer'), ('everyone'), ('finance'), ('founder'), ('invite'), ('moderator'), ('nobody'),
('official'), ('payment'), ('payments'), ('platform'), ('referral'), ('security'), ('service'), ('settings'),
('signup'), ('support'), ('system'), ('treasury'), ('undefined'), ('verified'), ('withdraw')
on conflict (word) do nothing;
