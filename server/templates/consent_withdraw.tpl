{{%AUTOESCAPE context="HTML"}}<section class="dialog"><h1>{{#OWN}}Take your consent back?{{/OWN}}{{#OF_PUPIL}}Take the consent for {{NAME}} back?{{/OF_PUPIL}}</h1>
{{#OWN}}<p>From this moment nobody sees your questions, answers, comments and guides. They are deleted, and so are posts that wait for their time, drafts, changes of guides that wait for an answer, requests for reviews, and what your profile says beside your name. This cannot be undone.</p>
<p>This stays: changes of guides that their authors have merged or declined, what you said to a request for a review, and drafts of your council that others have begun and have written on since you did.</p>
<p>You can still read, and you stay a member. What your council has said outside stays: your name never stood there. You can write again once it is agreed to again.</p>{{/OWN}}
{{#OF_PUPIL}}<p>From this moment nobody sees the questions, answers, comments and guides of {{NAME}}. They are deleted, and so are posts that wait for their time, drafts, changes of guides that wait for an answer, requests for reviews, and what their profile says beside their name. This cannot be undone.</p>
<p>This stays: changes of guides that their authors have merged or declined, what {{NAME}} said to a request for a review, and drafts of their council that others have begun and have written on since.</p>
<p>{{NAME}} can still read, and stays a member. What their council has said outside stays: no name ever stood there.</p>{{/OF_PUPIL}}
<form method="post" action="{{ACTION}}">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<button class="danger">Take it back and delete what was written</button>
</form>
<p><a href="{{BACK}}">Leave it as it is</a></p>
</section>
