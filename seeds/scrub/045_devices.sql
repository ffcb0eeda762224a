-- Nothing of a copy is pushed to anybody's telephone.
delete from public.devices;
