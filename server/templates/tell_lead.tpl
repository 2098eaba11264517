{{%AUTOESCAPE context="HTML"}}{{#SENT}}<h1>The safeguarding lead is told</h1>
<p role="status">Thank you. They were told at once, and only they read what you wrote. If somebody is in danger right now, call the emergency number or go to a grown-up whom you trust.</p>{{/SENT}}
{{#TELL}}<h1>Tell the safeguarding lead</h1>
<p>If somebody is in danger right now, call the emergency number or go to a grown-up whom you trust.</p>
<p class="quiet">What you write is read by the safeguarding lead of {{NODE_NAME}} and by nobody else: not by moderators, operators or other schools. They see that it is from you.</p>
<form method="post" action="/tell-safeguarding"><input type="hidden" name="form_key" value="{{FORM_KEY}}">
{{#ABOUT}}<input type="hidden" name="about" value="{{NUMBER}}"><p>It is about a {{KIND}} of {{AUTHOR}}; they are not told.</p>
{{#OTHERS}}<p>{{WHO}} is a safeguarding lead, and cannot read this. Another lead reads it.</p>{{/OTHERS}}
{{#NOBODY}}<p>{{WHO}} is the safeguarding lead, and cannot read this. The operators learn only that somebody else has to read it, and that takes time: go to a grown-up whom you trust as well.</p>{{/NOBODY}}{{/ABOUT}}
<label for="words">What worries you</label>
{{#WORDS_PROBLEM}}<p class="problem" id="words-problem">{{WORDS}}</p>{{/WORDS_PROBLEM}}
<textarea id="words" name="words" rows="6" maxlength="4000" required dir="auto" aria-describedby="words-problem"{{#WORDS_PROBLEM}} aria-invalid="true"{{/WORDS_PROBLEM}}>
{{TYPED:p}}</textarea>
<button>Tell them</button></form>{{/TELL}}
