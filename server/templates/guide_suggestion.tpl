{{%AUTOESCAPE context="HTML"}}<h1>A suggested change</h1>
<p class="lead">In <a href="{{PATH}}" lang="{{LANG}}" dir="auto">{{TITLE}}</a> · <a href="{{BASE_PATH}}">the version that was changed</a> · <a href="{{PATH}}/suggestions">all suggestions</a></p>
<p class="badge">{{STATE}}</p>
{{#STEPS}}<ol class="steps">
<li class="done"{{#IS_SENT}} aria-current="step"{{/IS_SENT}}>Sent</li>
<li{{#IS_SEEN}} class="done" aria-current="step"{{/IS_SEEN}}{{#IS_MERGED}} class="done"{{/IS_MERGED}}>Seen</li>
<li{{#IS_MERGED}} class="done" aria-current="step"{{/IS_MERGED}}>Merged</li>
</ol>{{/STEPS}}
<p class="quiet">By {{PERSON}} ({{HOST}}), <time datetime="{{DATETIME}}">{{TIME}}</time></p>
{{#WITH_REASON}}<p>{{REASON}}</p>{{/WITH_REASON}}
{{#WITH_ANSWER}}<p class="notice">The answer of the author: {{ANSWER}}</p>{{/WITH_ANSWER}}
{{#MERGED}}<p class="notice">It is in <a href="{{VERSION_PATH}}">this version of the guide</a>.</p>{{/MERGED}}
<h2>What it changes</h2>
{{>CHANGES}}
{{#ANSWERING}}<h2>Your answer</h2>
{{#UNSEEN}}<form method="post" action="/guides/suggestion/seen"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="of" value="{{OF}}"><button class="plain">Say that you have seen it, and answer later</button></form>{{/UNSEEN}}
<form method="post" action="/guides/suggestion/merge">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="of" value="{{OF}}">
<input type="hidden" name="into" value="{{INTO}}">
{{#CONFLICTS}}<p class="notice">The guide was changed in the same place meanwhile. Both texts stand below, between lines of signs: make one text of the two, and take the signs out.</p>{{/CONFLICTS}}
{{#CONFLICT}}<label for="{{NAME}}">{{HEADING}}</label>
<textarea id="{{NAME}}" name="{{NAME}}" rows="10">
{{TYPED:p}}</textarea>{{/CONFLICT}}
<button>Merge it into the guide</button>
</form>
<form method="post" action="/guides/suggestion/decline">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="of" value="{{OF}}">
<label for="reason">Why you decline it</label>
<p class="hint" id="reason-hint">{{PERSON}} reads this.</p>
{{#REASON_PROBLEM}}<p class="problem" id="reason-problem">{{WORDS}}</p>{{/REASON_PROBLEM}}
<textarea id="reason" name="reason" rows="3" aria-describedby="reason-hint reason-problem"{{#REASON_PROBLEM}} aria-invalid="true"{{/REASON_PROBLEM}}>
{{DECLINE_WORDS:p}}</textarea>
<button class="second">Decline it</button>
</form>{{/ANSWERING}}
{{#MAY_WITHDRAW}}<form method="post" action="/guides/suggestion/withdraw"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="of" value="{{OF}}"><button class="plain">Take this suggestion back</button></form>{{/MAY_WITHDRAW}}
