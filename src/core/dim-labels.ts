// What people call the dimensions by which figures are split.

import { type Words, words } from "./locale.ts";
import type { Dim } from "./query.ts";

export const dimLabels: Readonly<Record<Dim, Words>> = {
  medium: words("매체", "Medium"),
  account: words("광고계정", "Account"),
  campaign: words("캠페인", "Campaign"),
  adGroup: words("광고그룹", "Ad group"),
  ad: words("광고", "Ad"),
  keyword: words("키워드", "Keyword"),
  search_term: words("검색어", "Search term"),
  campaign_type: words("캠페인 유형", "Campaign type"),
  product_type: words("상품 유형", "Product type"),
  placement: words("게재 위치", "Placement"),
  device: words("기기", "Device"),
  age: words("연령", "Age"),
  gender: words("성별", "Gender"),
  region: words("지역", "Region"),
  country: words("국가", "Country"),
  brand: words("브랜드", "Brand"),
  conversion_action: words("전환 종류", "Conversion action"),
  hour: words("시간대", "Hour"),
  day: words("날짜", "Day"),
  week: words("주", "Week"),
  month: words("월", "Month"),
  year: words("연도", "Year"),
  weekday: words("요일", "Weekday"),
  day_type: words("평일/주말/공휴일", "Kind of day"),
};
