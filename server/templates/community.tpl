{{%AUTOESCAPE context="HTML"}}<div class="heading">
<div>
<h1>{{NAME}}</h1>
<p class="quiet">{{ADDRESS}}</p>
</div>
<div class="row">
{{#NOT_JOINED}}<form method="post" action="{{PATH}}/join"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="second">Join</button></form>{{/NOT_JOINED}}
{{#PENDING}}<p class="badge">Waiting for {{HOST}} to let you in</p>{{/PENDING}}
{{#JOINED}}<p class="badge good">You are a member</p>
<form method="post" action="{{PATH}}/leave"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="plain">Leave</button></form>{{/JOINED}}
{{#GUEST}}<a href="/sign-in?return={{PATH}}">Sign in to join or ask</a>{{/GUEST}}
</div>
</div>
{{#NOTICE}}<p class="notice">{{NOTICE_WORDS}}</p>{{/NOTICE}}
<div class="words">{{SUMMARY:x-sanitised}}</div>
<p class="row"><a class="button" href="{{PATH}}/ask">Ask a question</a> <a href="{{PATH}}/guides">Guides</a>{{#FACILITATES}} <a href="{{PATH}}/listing">In the directory</a>{{/FACILITATES}}</p>
<h2>Questions</h2>
<details{{#SOME_QUESTIONS}} open{{/SOME_QUESTIONS}}><summary>Choose what they are about</summary>
<form method="get" action="{{PATH}}">
{{>CONTEXT_FIELDS}}
<div class="row"><button class="second">Show these questions</button>{{#SOME_QUESTIONS}}<a href="{{PATH}}">Show all questions</a>{{/SOME_QUESTIONS}}</div>
</form></details>
{{#PAST_COMING}}<p class="quiet" role="status">{{#STARTING}}Earlier questions are being fetched.{{/STARTING}}{{#COUNTED}}Earlier questions are being fetched: {{FOUND}} of {{TOTAL}}.{{/COUNTED}} Reload the page to see them.</p>
{{/PAST_COMING}}{{#PAST_FAILED}}<p class="quiet" role="status">Earlier questions could not be fetched: {{ERROR}}.{{#AGAIN}} We try again by ourselves.{{/AGAIN}}{{#GIVEN_UP}} Leave and join again to try once more.{{/GIVEN_UP}}</p>
{{/PAST_FAILED}}<ol class="questions">
{{#QUESTION}}<li>
<div class="count{{#ANSWERED}} good{{/ANSWERED}}"><strong>{{ANSWERS}}</strong> {{#ONE}}answer{{/ONE}}{{#MANY}}answers{{/MANY}}{{#ANSWERED}}<span>accepted</span>{{/ANSWERED}}</div>
<div><h3><a href="{{PATH}}">{{TITLE}}</a></h3>
{{#CONTEXT}}<p class="quiet">{{CONTEXT_WORDS}}</p>{{/CONTEXT}}
{{#WANTED}}<p class="quiet">{{#ONE_SCHOOL}}One school would{{/ONE_SCHOOL}}{{#MORE_SCHOOLS}}{{SCHOOLS}} schools would{{/MORE_SCHOOLS}} like this answered too</p>{{/WANTED}}
<p class="quiet">{{>BYLINE}}{{#WAITING}} · waiting for the community{{/WAITING}}</p></div>
</li>{{/QUESTION}}
</ol>
{{#NONE_LIKE_THIS}}<p class="quiet">No question here is about all of this. <a href="{{PATH}}">Show all questions</a></p>{{/NONE_LIKE_THIS}}
{{#NONE_SO_FAR}}<p class="quiet">There is nothing to show among the newest questions. Go on to the older ones.</p>{{/NONE_SO_FAR}}
{{#NO_QUESTIONS}}<p class="quiet">Nobody has asked anything here yet. Yours would be the first question.</p>{{/NO_QUESTIONS}}
{{#OLDER}}<p><a rel="next" href="{{ADDRESS}}">Older questions</a></p>{{/OLDER}}
