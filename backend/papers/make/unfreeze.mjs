// The wording of T12–T23.
const debtor = '被执行人：{debtor.name}，统一社会信用代码{debtor.creditCode}。';
const frozen =
  '{freeze.bank}、户名{freeze.holder}、账号尾号{freeze.tail}的账户（案号{freeze.caseNo}，顺位第{freeze.rank}，限额{freeze.limit}元，大写：{freeze.limitHan}）';

export const unfreeze = {
  T12: {
    title: '协调解冻函（调度令）',
    close: 'court',
    body: [
      '|各有关人民法院：',
      '{leadCourt}办理的{leadCaseNo}案中，{debtor.name}（统一社会信用代码{debtor.creditCode}）的账户被多家法院冻结。{basis}',
      '现统一调度如下：',
      '一、对列为你院事项的冻结（含轮候冻结），自收到本函起{window}内作出解除裁定，送达协助解除冻结存款通知书，上传银行回执并经双人复核确认。',
      '二、逐笔办理，逐笔反馈；非你院冻结的，先与牵头法院联系后再行退回。',
      '三、全案涉及账户{accounts}个、冻结{freezes}笔、法院{courts}家。各院的账户明细随本院事项下发，不向其他法院公开。',
      '四、办理期限至{dueAt}。',
      '联系人：{contact}',
    ],
  },
  T13: {
    title: '账户冻结清单',
    close: 'court',
    body: [
      '|被执行人：{debtor.name}（统一社会信用代码{debtor.creditCode}）',
      '{#volume}',
      '|第{n}册，共{of}册；本册为第{from}笔至第{to}笔。',
      '{/volume}',
      '|冻结{freezes}笔，账户{accounts}个，法院{courts}家。限额合计{limitTotal}元，实际冻结合计{actualTotal}元。',
      {
        table: 'rows',
        columns: [
          ['序号', '{position}', 5, 'center'],
          ['冻结法院', '{court}', 13],
          ['案号', '{caseNo}', 16],
          ['开户行与尾号', '{bank}（{tail}）', 15],
          ['顺位', '{rank}', 7, 'center'],
          ['限额（元）', '{limit}', 15.5, 'right'],
          ['实冻（元）', '{actual}', 15.5, 'right'],
          ['到期日', '{expires}', 13, 'center'],
        ],
      },
    ],
  },
  T14: {
    title: '执 行 裁 定 书',
    close: 'panel',
    body: [
      '申请执行人：{applicant}。',
      debtor,
      `本院在执行{applicant}与{debtor.name}一案中，{#lifted.day}于{lifted.day}{/lifted.day}作出{lifted.ruling}裁定，冻结了被执行人在${frozen}。`,
      '{ground}',
      '依照{articles}之规定，裁定如下：',
      `解除对${frozen}的冻结。`,
      '本裁定立即执行。',
    ],
  },
  T15: {
    title: '协助解除冻结存款通知书',
    close: 'court',
    body: [
      '|{addressee}：',
      '本院{liftingNo}裁定书已经发生法律效力。依照《中华人民共和国民事诉讼法》第二百五十三条之规定，请协助执行以下事项：',
      `解除对${frozen}的冻结。`,
      '该账户另有轮候冻结的，按登记先后自动生效，请一并在回执中注明。办理完毕后请即填写回执退回本院。',
      '附：执行裁定书一份；协助执行回执一份。',
      '联系人：{contact}',
    ],
  },
  T16: {
    title: '协助执行回执',
    heading: 'party',
    close: 'signers',
    body: [
      '|{court}：',
      '你院{noticeNo}协助解除冻结存款通知书（{noticeDay}）收悉，办理情况如下：',
      {
        form: [
          ['协助单位', '{unit}', '办理时间', '{doneDay} {doneAt}'],
          ['结果代码', '{resultCode}', '办理结果', '{result}'],
          ['户　　名', '{freeze.holder}', '账号尾号', '{freeze.tail}'],
          ['原冻结案号', '{freeze.caseNo}', '限额（元）', '{freeze.limit}'],
          ['经办人证号', '{officerNo}', '顺　　位', '{freeze.rank}'],
        ],
      },
    ],
  },
  T17: {
    title: '执行事项委托函',
    close: 'court',
    body: [
      '|{addressee}：',
      '本院在执行{caseNo}一案中，需办理{matter}事项。因该事项在你院辖区，特委托你院代为办理：',
      '{request}',
      debtor,
      '请自收到材料之日起{limitDays}日内办结，并将结果及回执反馈本院。材料不齐的，请先与本院联系补充。',
      {
        table: 'files',
        columns: [
          ['序号', '{no}', 15, 'center'],
          ['所附材料', '{name}', 60],
          ['份数', '{copies}', 25, 'center'],
        ],
      },
      '联系人：{contact}',
    ],
  },
  T18: {
    title: '退 回 说 明',
    close: 'court',
    body: [
      '|{addressee}：',
      '你院{letterNo}函收悉。经核查，该事项不能由本院办理，现予退回。',
      '退回原因（代码{reasonCode}）：{reason}',
      '退回前已与你院联系，记录如下：',
      {
        table: 'contacts',
        columns: [
          ['时间', '{at}', 24],
          ['联系人', '{person}', 20],
          ['联系情况', '{words}', 56],
        ],
      },
    ],
  },
  T19: {
    title: '督 办 函',
    close: 'court',
    body: [
      '|{addressee}：',
      '经查，你院承办的下列事项应于{due}前办结，现已逾期{daysLate}日：',
      '{item}',
      '请指定专人办理，并于收到本函之日起{replyDays}日内书面报告办理结果；未能办结的，说明原因、责任人和完成时限。逾期不报告又无正当理由的，本院将依法督促、提级或者指定其他法院执行。',
      '联系人：{contact}',
    ],
  },
  T20: {
    title: '执 行 裁 定 书',
    close: 'panel',
    body: [
      debtor,
      '本院在监督、协调被执行人{debtor.name}系列执行案件中查明，下列案件分别由多家法院执行：',
      {
        table: 'cases',
        columns: [
          ['序号', '{no}', 10, 'center'],
          ['案号', '{caseNo}', 35],
          ['原执行法院', '{court}', 32],
          ['申请执行人', '{applicant}', 23],
        ],
      },
      '本院认为：{reasons}',
      '依照《中华人民共和国民事诉讼法》第二百三十七条之规定，裁定如下：',
      '{#formIs.指定执行}',
      '上列案件指定由{to}执行。',
      '{/formIs.指定执行}',
      '{#formIs.提级执行}',
      '上列案件由{to}提级执行。',
      '{/formIs.提级执行}',
      '{#formIs.集中执行}',
      '上列案件由{to}集中执行。',
      '{/formIs.集中执行}',
      '原执行法院应当自收到本裁定之日起十日内移交案卷、案款及查封、扣押、冻结手续，原顺位不变。本裁定立即执行。',
    ],
  },
  T21: {
    title: '案件移交清单',
    close: 'court',
    body: [
      '|{receiver}：',
      '现将{caseNo}案的案卷、案款及控制措施移交你院，请逐项核对后签收。',
      '#一、案卷',
      {
        table: 'files',
        columns: [
          ['序号', '{no}', 15, 'center'],
          ['名称', '{name}', 60],
          ['页数', '{pages}', 25, 'right'],
        ],
      },
      '#二、案款',
      '移交案款{money}元（大写：{moneyHan}）。',
      '#三、查封、扣押、冻结',
      {
        table: 'freezes',
        columns: [
          ['序号', '{no}', 10, 'center'],
          ['财产', '{asset}', 45],
          ['顺位', '{rank}', 15, 'center'],
          ['到期日', '{expires}', 30, 'center'],
        ],
      },
      '接收人：{receivedBy}（签名）',
    ],
  },
  T22: {
    title: '{form}函',
    close: 'court',
    body: [
      '|{addressee}：',
      '{#formIs.商请移送执行}',
      '本院执行的{claimant}与{debtor.name}一案，{titleNo}生效法律文书确认{claimant}对{asset}享有优先受偿权，债权额{claim}元（大写：{claimHan}）。',
      '你院于{firstFreezeDay}首先查封该财产，至今已{daysFrozen}日，尚未发布拍卖公告或者进入变卖程序。',
      '依照《最高人民法院关于首先查封法院与优先债权执行法院处分查封财产有关问题的批复》第一条之规定，商请你院将该财产移送本院执行，并请自收到本函之日起十五日内函复。',
      '{/formIs.商请移送执行}',
      '{#formIs.移送执行}',
      '你院商请移送{asset}的来函收悉。{titleNo}生效法律文书确认{claimant}的优先债权为{claim}元（大写：{claimHan}）；本院于{firstFreezeDay}首先查封，至今已{daysFrozen}日，尚未发布拍卖公告或者进入变卖程序。经审查，同意将该财产移送你院执行。请依法保留首封债权应得份额，并将处分结果告知本院。',
      '{/formIs.移送执行}',
      '联系人：{contact}',
    ],
  },
  T23: {
    title: '执 行 裁 定 书',
    close: 'panel',
    body: [
      '案外人：{objector}。',
      '申请执行人：{applicant}。',
      debtor,
      '本院在执行{applicant}与{debtor.name}一案中，案外人{objector}对执行{asset}提出书面异议。本院受理后，依法组成合议庭进行审查，现已审查终结。',
      '案外人称：{claims}',
      '本院查明：{findings}',
      '本院认为：{opinion}',
      '依照《中华人民共和国民事诉讼法》第二百三十八条之规定，裁定如下：',
      '{result}。',
      '案外人、当事人对裁定不服，认为原判决、裁定错误的，依照审判监督程序办理；与原判决、裁定无关的，可以自本裁定送达之日起十五日内向本院提起诉讼。',
    ],
  },
};
