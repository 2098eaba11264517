{{%AUTOESCAPE context="HTML"}}{{#SENT}}<h1>Your report is sent</h1>
<p role="status">Thank you. Those who look into it read what you wrote.</p>{{/SENT}}
{{#ASK}}<h1>Report what {{AUTHOR}} wrote</h1>
<p class="lead">{{#TO_COMMUNITY}}The facilitators of {{COMMUNITY}} read your report.{{/TO_COMMUNITY}}{{#TO_SCHOOL}}The operators of {{NODE_NAME}} read your report.{{/TO_SCHOOL}} {{AUTHOR}} is not told.</p>
<p><a href="/tell-safeguarding?about={{NUMBER}}">If a child may be in danger, tell the safeguarding lead instead</a></p>
<form method="post" action="{{PATH}}/report">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label for="words">What is wrong with it</label>
{{#WORDS_PROBLEM}}<p class="problem" id="words-problem">{{WORDS}}</p>{{/WORDS_PROBLEM}}
<textarea id="words" name="words" rows="5" required aria-describedby="words-problem"{{#WORDS_PROBLEM}} aria-invalid="true"{{/WORDS_PROBLEM}}>
{{REASON:p}}</textarea>
<button>Send the report</button>
</form>{{/ASK}}
<p><a href="{{BACK}}">Go back to the {{KIND}}</a></p>
