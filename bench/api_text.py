"""What PostgREST puts around a query: the database makes the JSON of the answer.

Prepared by default (db-prepared-statements), on connections that serve one role most of the time.
"""

_PARTS = (
    "with pgrst_source as ({query}) select null::bigint as total_result_set,"
    " pg_catalog.count(_postgrest_t) as page_total, {body} as body,"
    " nullif(current_setting('response.headers', true), '') as response_headers,"
    " nullif(current_setting('response.status', true), '') as response_status,"
    " '' as response_inserted from (select * from pgrst_source) _postgrest_t"
)


def of_rows(query: str) -> str:
    """The statement for a table, or a function that returns rows."""
    return _PARTS.format(query=query, body="coalesce(json_agg(_postgrest_t), '[]')")


def of_value(query: str) -> str:
    """The statement for a function that returns one value."""
    parts = _PARTS.replace("({query})", "(select ({query}) as pgrst_scalar)")
    return parts.format(
        query=query, body="coalesce(json_agg(_postgrest_t.pgrst_scalar) -> 0, 'null')"
    )
