// What has to be done in Kakao's consoles, step by step. Days and won are Kakao's own words where a page says them (read on 2026-11-23); the
// rest says that nobody confirmed it.

export const texts = {
  title: ["카카오톡 연결", "Connect KakaoTalk"],
  of: ["워크스페이스:", "Workspace:"],
  state: ["지금 상태", "How it stands"],
  steps: ["연결 순서", "Step by step"],
  again: ["다시 확인", "Test again"],
  testing: ["확인하는 중…", "Testing…"],
  copy: ["복사", "Copy"],
  copied: ["복사했어요", "copied"],
  missing: ["아직 없음", "not there yet"],
  noAnswer: [
    "서버가 대답하지 않아요. 조금 뒤에 다시 열어 주세요.",
    "The server does not answer. Please open this again in a moment.",
  ],
  fine: ["정상:", "Fine:"],
  note: ["참고:", "Note:"],
  stops: ["막힘:", "Stops:"],
};

const free = ["0원", "free of charge"];

export const steps = [
  {
    title: ["카카오톡 채널", "A KakaoTalk channel"],
    takes: ["개설은 바로", "made at once"],
    cost: free,
    text: [
      [
        "business.kakao.com에서 채널을 만들어요. 먼저 말을 거는 메시지(아래 6, 7)까지 쓰려면 사업자 정보로 비즈니스 인증을 받아요. 심사에 걸리는 날은 카카오 안내를 봐 주세요(확인하지 못했어요).",
        "Make one at business.kakao.com. Speaking first (6 and 7 below) takes business verification; how many days that takes is Kakao's to say (not confirmed here).",
      ],
    ],
  },
  {
    title: ["챗봇", "The bot"],
    takes: ["바로", "at once"],
    cost: free,
    text: [
      [
        "챗봇 관리자센터(chatbot.kakao.com)에서 봇을 만들고 채널을 연결해요. 팀 채팅방 봇은 베타예요. 누구나 쓸 수 있는지는 확인하지 못했어요.",
        "Make a bot in the chatbot admin (chatbot.kakao.com) and tie the channel to it. Team-chat bots are a beta; whether everybody may have one is not confirmed.",
      ],
    ],
  },
  {
    title: ["스킬", "The skill"],
    takes: ["5분", "five minutes"],
    cost: free,
    text: [
      [
        "스킬을 하나 만들고 아래 URL과 헤더를 그대로 붙여넣어요. 헤더 값은 비밀번호처럼 다뤄 주세요.",
        "Make one skill and paste the address and the header below. Treat the header's value like a password.",
      ],
    ],
    values: [
      [["URL", "URL"], "skillUrl"],
      [["헤더 이름", "Header"], "header"],
      [["헤더 값", "Its value"], "key"],
    ],
  },
  {
    title: ["블록과 배포", "Blocks, and deploying"],
    takes: ["5분", "five minutes"],
    cost: free,
    text: [
      [
        "폴백 블록과 웰컴 블록의 응답을 ‘스킬데이터 사용’으로 바꾸고 이 스킬을 연결한 뒤 배포해요. 팀 채팅방 봇이면 방 웹훅에도 아래 주소와 같은 헤더를 넣어요.",
        "Let the fallback and the welcome block answer with the skill's data, tie the skill to both, and deploy. For a team chat give its room webhook the address below and the same header.",
      ],
    ],
    values: [[["방 웹훅 URL", "Room webhook"], "roomUrl"]],
  },
  {
    title: ["콜백 (선택)", "Callbacks (if you like)"],
    takes: ["심사 영업일 1~2일", "reviewed in 1 or 2 business days"],
    cost: free,
    text: [
      [
        "설정 > AI 챗봇 관리에서 신청해요. 승인되면 블록에서 콜백을 켜고 배포해요. 없어도 동작해요: 오래 걸리는 답은 ‘답변 확인’으로 받아요.",
        "Apply in Settings, AI chatbot. Once granted, switch the callback on for the blocks and deploy. It works without: slow answers are fetched by “Show answer”.",
      ],
    ],
  },
  {
    title: ["먼저 말 걸기: Event API (선택)", "Speaking first: Event API (if you like)"],
    takes: ["비즈니스 인증 채널과 월렛이 필요", "needs a verified channel and a wallet"],
    cost: [
      "닿은 메시지 1건 15원(VAT 별도), 팀 채팅방은 무료 요금제 신청",
      "15 won for each delivered message (VAT not included); team chats by the free plan",
    ],
    text: [
      [
        "블록 하나에 아래 이벤트 이름을 넣고 이 스킬을 연결해요(블록에 파라미터 없이). 서버에 KAKAO_BOT_ID와 KAKAO_REST_API_KEY를 넣고 다시 켠 뒤, 대화에서 ‘카카오톡 알림 켜줘’라고 말하면 비용을 보여 드리고 켜요.",
        "Give one block the event name below and tie the skill to it (no parameters on the block). Set KAKAO_BOT_ID and KAKAO_REST_API_KEY on the server, start it again, then say “turn on KakaoTalk notifications”: the cost is shown before it is on.",
      ],
    ],
    values: [[["이벤트 이름", "Event name"], "event"]],
  },
  {
    title: ["알림톡 (선택)", "알림톡 (if you like)"],
    takes: [
      "템플릿 심사(걸리는 날은 대행사 안내)",
      "the template is reviewed (how long: the reseller's word)",
    ],
    cost: ["대행사 요금", "the reseller's price"],
    text: [
      [
        "SOLAPI에서 발신 프로필을 만들고 아래 문구 그대로 정보성 템플릿을 등록해요. 승인되면 SOLAPI_API_KEY, SOLAPI_API_SECRET, SOLAPI_PROFILE_ID, SOLAPI_TEMPLATE_ID를 서버에 넣어요.",
        "At SOLAPI make a sender profile and register these words as an informational template. Once approved set SOLAPI_API_KEY, SOLAPI_API_SECRET, SOLAPI_PROFILE_ID and SOLAPI_TEMPLATE_ID on the server.",
      ],
    ],
    values: [[["템플릿", "Template"], "template"]],
  },
  {
    title: ["들어오기", "Coming in"],
    takes: ["1분", "one minute"],
    cost: free,
    text: [
      [
        "채널 대화창에 서버가 시작할 때 알려 준 관리자 코드나 초대 코드를 보내면 연결돼요. 여기 이미 있는 사람은 ‘다른 계정 연결’로 코드를 받아요.",
        "Send the admin code of the start, or an invitation code, to the channel. Whoever is here already gets a code by “link another account”.",
      ],
    ],
  },
];
