-- server version: 170005
-- expects: server 17.5
select;
