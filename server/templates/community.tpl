{{%AUTOESCAPE context="HTML"}}<div class="heading">
<div>
<h1>{{NAME}}</h1>
<p class="quiet">{{ADDRESS}}</p>
</div>
<div class="row">
{{#NOT_JOINED}}{{#MAY_JOIN}}<form method="post" action="{{PATH}}/join"><input type="hidden" name="form_key" value="{{FORM_KEY}}">
{{#REASON}}<label for="reason">Why you would like to join, for the facilitators</label>
{{#REASON_PROBLEM}}<p class="problem" id="join-problem">{{WORDS}}</p>{{/REASON_PROBLEM}}
<input id="reason" name="reason" value="{{REASON_TEXT}}" maxlength="1000" aria-describedby="join-problem"{{#REASON_PROBLEM}} aria-invalid="true"{{/REASON_PROBLEM}}>{{/REASON}}
<button class="second">Join</button></form>{{/MAY_JOIN}}
{{#BY_INVITATION}}<p class="badge">Its facilitators invite members</p>{{/BY_INVITATION}}{{/NOT_JOINED}}
{{#INVITED}}<p class="badge">You are invited to join</p>
<form method="post" action="{{PATH}}/invitation"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="accept"><button>Join</button></form>
<form method="post" action="{{PATH}}/invitation"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="decline"><button class="second">Decline</button></form>{{/INVITED}}
{{#PENDING}}<p class="badge">Waiting for {{HOST}} to let you in</p>{{/PENDING}}
{{#JOINED}}<p class="badge good">You are a member</p>
<form method="post" action="{{PATH}}/leave"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="plain">Leave</button></form>{{/JOINED}}
{{#FOLLOWS}}<form method="post" action="{{PATH}}/unfollow"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="plain">Stop its news</button></form>{{/FOLLOWS}}
{{#MAY_FOLLOW}}<form method="post" action="{{PATH}}/follow"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="plain">Follow its news</button></form>{{/MAY_FOLLOW}}
{{#GUEST}}<a href="/sign-in?return={{PATH}}">Sign in to join or ask</a>{{/GUEST}}
</div>
</div>
{{#NOTICE}}<p class="notice">{{NOTICE_WORDS}}</p>{{/NOTICE}}
{{#MOVED}}<p class="notice">This community has moved. What was said here stays here to be read; everything new is at <a href="{{WHERE}}">{{WHERE_NAME}}</a>.</p>{{/MOVED}}
<div class="words" dir="auto">{{SUMMARY:x-sanitised}}</div>
{{#TERMS}}<p class="row">{{#SUBJECT}}<span class="badge">{{WORDS}}</span>{{/SUBJECT}}{{#ENDS}}<span class="badge">Ends on {{DAY}}</span>{{/ENDS}}</p>
{{#RUN_BY}}<p class="quiet">Run by{{#FACILITATOR}} <span>{{NAME}}</span>{{/FACILITATOR}}.</p>{{/RUN_BY}}
{{#HOLDS}}<p class="quiet">What people write here waits until a facilitator has approved it.</p>{{/HOLDS}}
{{#PART_OF}}<p class="quiet">Part of{{#PLACE}} <a href="{{PATH}}">{{NAME}}</a>{{/PLACE}}</p>{{/PART_OF}}
{{#PARTS}}<details><summary>Its communities</summary><ul>{{#PLACE}}<li><a href="{{PATH}}">{{NAME}}</a></li>{{/PLACE}}</ul></details>{{/PARTS}}
{{#PARTNER_LIST}}<p><a href="{{PATH}}/partners">Its institutions: the partner list</a></p>{{/PARTNER_LIST}}
{{#RULES}}<details><summary>Rules</summary><div class="words" dir="auto">{{CONTENT:x-sanitised}}</div></details>{{/RULES}}{{/TERMS}}
<p class="row">{{#MAY_ASK}}<a class="button" href="{{PATH}}/ask">Ask a question</a>{{/MAY_ASK}}{{#IN_COUNCIL}} <a href="{{PATH}}/statements">What we say</a>{{/IN_COUNCIL}}{{#PULSE}} <a href="{{PATH}}/pulse">Pulse</a>{{/PULSE}}{{#FACILITATES}} <a href="/moderation">Reports</a> <a href="{{PATH}}/listing">In the directory</a>{{/FACILITATES}}{{#MAY_RUN}} <a href="{{PATH}}/run">Run this community</a>{{/MAY_RUN}}</p>
{{>TABS}}
<h2>Questions</h2>
<details{{#SOME_QUESTIONS}} open{{/SOME_QUESTIONS}}><summary>Choose what they are about</summary>
<form method="get" action="{{PATH}}">
{{#KEEP_SHOWING}}<input type="hidden" name="show" value="{{WHICH}}">{{/KEEP_SHOWING}}
{{>CONTEXT_FIELDS}}
<div class="row"><button class="second">Show these questions</button>{{#SOME_QUESTIONS}}<a href="{{PATH}}">Show all questions</a>{{/SOME_QUESTIONS}}</div>
</form></details>
{{#PAST_COMING}}<p class="quiet" role="status">{{#STARTING}}Earlier questions are being fetched.{{/STARTING}}{{#COUNTED}}Earlier questions are being fetched: {{FOUND}} of {{TOTAL}}.{{/COUNTED}} Reload the page to see them.</p>
{{#COUNTED}}<progress value="{{FOUND}}" max="{{TOTAL}}" aria-label="Earlier questions that are here"></progress>{{/COUNTED}}
{{/PAST_COMING}}{{#PAST_FAILED}}<p class="quiet" role="status">Earlier questions could not be fetched: {{ERROR}}.{{#AGAIN}} We try again by ourselves.{{/AGAIN}}{{#GIVEN_UP}} Leave and join again to try once more.{{/GIVEN_UP}}</p>
{{/PAST_FAILED}}<ol class="questions">
{{#QUESTION}}<li>
<div class="count{{#ANSWERED}} good{{/ANSWERED}}"><strong>{{ANSWERS}}</strong>{{#ANSWERED}}<span>accepted</span>{{/ANSWERED}}</div>
<div><h3 dir="auto"><a href="{{PATH}}">{{TITLE}}</a></h3>
{{#PINNED}}<p class="tag">Pinned</p>{{/PINNED}}
{{#CONTEXT}}<p class="quiet">{{CONTEXT_WORDS}}</p>{{/CONTEXT}}
{{#WANTED}}<p class="quiet">{{WANTED_BY}}</p>{{/WANTED}}
<p class="quiet">{{>BYLINE}}{{#WAITING}} · waiting for the community{{/WAITING}}</p></div>
</li>{{/QUESTION}}
</ol>
{{#NONE_UNANSWERED}}<p class="empty">Every question here has an answer. <a href="{{PATH}}">Show all questions</a></p>{{/NONE_UNANSWERED}}
{{#NONE_PINNED}}<p class="empty">Nothing is pinned here. Facilitators pin what everybody should read first. <a href="{{PATH}}">Show all questions</a></p>{{/NONE_PINNED}}
{{#NONE_LIKE_THIS}}<p class="empty">No question here is about all of this. <a href="{{PATH}}">Show all questions</a></p>{{/NONE_LIKE_THIS}}
{{#NONE_SO_FAR}}<p class="empty">There is nothing to show among the newest questions. Go on to the older ones.</p>{{/NONE_SO_FAR}}
{{#NO_QUESTIONS}}<p class="empty">Nobody has asked anything here yet. Yours would be the first question.</p>{{/NO_QUESTIONS}}
{{#OLDER}}<p class="pager"><a rel="next" href="{{ADDRESS}}">Older questions</a></p>{{/OLDER}}
{{#SIGNPOSTS}}<h2>Signposts</h2>
{{>SIGNPOST_ROWS}}
<p><a href="{{PATH}}/signposts">All signposts</a></p>{{/SIGNPOSTS}}
