-- Documents of a tier lie in the order of kind, address and name instead of their rank: what one question finds then lies on few
-- pages, where it lay on a page each, and the lists of its tokens are a fraction as long. Rank is sorted for in the question.
create or replace function add_search_documents(county text, codes text[]) returns void language sql as $$
  insert into search_documents select * from make_search_documents(county, codes, codes is null) order by tier, kind, address, name
$$;

create temporary table documents_before as select * from search_documents;
drop index search_documents_tokens_idx;
truncate search_documents;
insert into search_documents select * from documents_before order by tier, kind, address, name;
drop table documents_before;
select index_search_documents();
