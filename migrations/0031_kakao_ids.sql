-- Who somebody is in KakaoTalk counts in the workspace whose key vouched for it, so its id is kept behind that workspace's own. Ids as they
-- were kept before stay for a version that still serves; whoever spoke somewhere is known there as before.
-- The owner of the tables sees no rows while their policies are forced upon it.
alter table "conversation" no force row level security;--> statement-breakpoint
insert into "identity" ("platform", "platform_id", "person_id")
select distinct on (c."workspace_id", i."platform_id") 'kakao', c."workspace_id"::text || '/' || i."platform_id", i."person_id"
from "conversation" c
join "identity" i on i."platform" = 'kakao'
  and i."platform_id" = case when c."room_ref" like '@%' then substr(c."room_ref", 2)
    else substr(c."thread_ref", strpos(c."thread_ref", '/') + 1) end
where c."platform" = 'kakao'
on conflict do nothing;--> statement-breakpoint
alter table "conversation" force row level security;
