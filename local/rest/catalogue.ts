/** Tables and views of the schemas in $1, with their columns in order and their primary keys. */
export const TABLES = `
  select n.nspname::text as schema,
         c.relname::text as name,
         c.relkind in ('v', 'm') as "isView",
         coalesce((
           select json_agg(json_build_object(
                    'name', a.attname,
                    'type', format_type(a.atttypid, a.atttypmod),
                    'default', case
                      when a.attidentity <> '' then
                        format('nextval(%L)', pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname))
                      when a.attgenerated <> '' then null
                      else coalesce(pg_get_expr(d.adbin, d.adrelid), t.typdefault)
                    end) order by a.attnum)
             from pg_attribute a
             join pg_type t on t.oid = a.atttypid
             left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '[]') as columns,
         coalesce((
           select json_agg(a.attname order by k.position)
             from pg_index i
            cross join unnest(i.indkey::int2[]) with ordinality as k (attnum, position)
             join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
            where i.indrelid = c.oid and i.indisprimary), '[]') as "primaryKey"
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p', 'v', 'm', 'f')
     and not c.relispartition
     and n.nspname = any ($1::text[])
   order by n.nspname, c.relname`;

/** All foreign keys outside of the catalogue; those of partitions repeat their parent's and are left out. */
export const FOREIGN_KEYS = `
  select con.conname::text as name,
         n.nspname::text as schema,
         c.relname::text as table,
         (select json_agg(a.attname order by k.position)
            from unnest(con.conkey) with ordinality as k (attnum, position)
            join pg_attribute a on a.attrelid = con.conrelid and a.attnum = k.attnum) as columns,
         fn.nspname::text as "foreignSchema",
         fc.relname::text as "foreignTable",
         (select json_agg(a.attname order by k.position)
            from unnest(con.confkey) with ordinality as k (attnum, position)
            join pg_attribute a on a.attrelid = con.confrelid and a.attnum = k.attnum) as "foreignColumns",
         exists (
           select from pg_index i
            where i.indrelid = con.conrelid and i.indisunique and i.indpred is null and i.indnkeyatts > 0
              and (i.indkey::int2[])[0:i.indnkeyatts - 1] <@ con.conkey) as unique,
         exists (
           select from pg_index i
            where i.indrelid = con.conrelid and i.indisprimary and con.conkey <@ i.indkey::int2[]) as "inPrimaryKey"
    from pg_constraint con
    join pg_class c on c.oid = con.conrelid
    join pg_namespace n on n.oid = c.relnamespace
    join pg_class fc on fc.oid = con.confrelid
    join pg_namespace fn on fn.oid = fc.relnamespace
   where con.contype = 'f' and con.conparentid = 0
   order by con.conname`;

/** Functions of the schemas in $1 that can be called: no triggers, aggregates, window functions or procedures. */
export const FUNCTIONS = `
  select n.nspname::text as schema,
         p.proname::text as name,
         coalesce((
           select json_agg(json_build_object(
                    'name', coalesce(args.name, ''),
                    'type', format_type(args.type, null),
                    'optional', args.ordinal > p.pronargs - p.pronargdefaults,
                    'variadic', args.mode = 'v') order by args.ordinal)
             from (
               select a.name, a.type, coalesce(a.mode, 'i') as mode, row_number() over (order by a.position) as ordinal
                 from unnest(
                        coalesce(p.proallargtypes, p.proargtypes::oid[]), p.proargnames, p.proargmodes
                      ) with ordinality as a (type, name, mode, position)
                where coalesce(a.mode, 'i') in ('i', 'b', 'v')) args), '[]') as arguments,
         p.proretset as "returnsSet",
         case
           when p.prorettype = 'void'::regtype then 'void'
           when t.typtype = 'c' or p.prorettype = 'record'::regtype then 'row'
           else 'scalar'
         end as returns,
         case when r.oid is not null then json_build_object('schema', rn.nspname, 'name', r.relname) end as "returnTable",
         p.provolatile = 'v' as volatile
    from pg_proc p
    join pg_namespace n on n.oid = p.pronamespace
    join pg_type t on t.oid = p.prorettype
    left join pg_class r on r.oid = t.typrelid and r.relkind in ('r', 'p', 'v', 'm', 'f')
    left join pg_namespace rn on rn.oid = r.relnamespace
   where p.prokind = 'f'
     and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
     and n.nspname = any ($1::text[])
   order by n.nspname, p.proname, p.oid`;
