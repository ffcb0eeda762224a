-- Mail providers for everyone: an address there makes no account.
insert into private.free_mail_domains (name)
values
('aol.com'), ('bluewin.ch'), ('duck.com'), ('fastmail.com'), ('free.fr'), ('freenet.de'),
('gmail.com'), ('gmx.at'), ('gmx.ch'), ('gmx.com'), ('gmx.de'), ('gmx.net'), ('googlemail.com'),
('hey.com'), ('hotmail.be'), ('hotmail.co.uk'), ('hotmail.com'), ('hotmail.de'), ('hotmail.es'),
('hotmail.fr'), ('hotmail.it'), ('icloud.com'), ('laposte.net'), ('libero.it'), ('live.co.uk'),
('live.com'), ('live.fr'), ('mac.com'), ('mail.com'), ('mail.ru'), ('me.com'), ('msn.com'),
('naver.com'), ('neuf.fr'), ('orange.fr'), ('outlook.com'), ('outlook.es'), ('outlook.fr'),
('pm.me'), ('proton.me'), ('protonmail.com'), ('qq.com'), ('rocketmail.com'), ('sfr.fr'),
('t-online.de'), ('telefonica.net'), ('tutanota.com'), ('uol.com.br'), ('wanadoo.fr'), ('web.de'),
('yahoo.co.uk'), ('yahoo.com'), ('yahoo.com.ar'), ('yahoo.com.br'), ('yahoo.com.mx'),
('yahoo.de'), ('yahoo.es'), ('yahoo.fr'), ('yahoo.it'), ('yandex.com'), ('ymail.com'),
('zohomail.com'), ('163.com'), ('126.com')
on conflict (name) do nothing;
