-- Where somebody is written to; known of nobody who was there before.
alter table accounts add column email text check (email like '_%@_%');
