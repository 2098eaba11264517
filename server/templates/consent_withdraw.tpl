{{%AUTOESCAPE context="HTML"}}<h1>{{#OWN}}Take your consent back?{{/OWN}}{{#OF_PUPIL}}Take the consent for {{NAME}} back?{{/OF_PUPIL}}</h1>
{{#OWN}}<p>From this moment nobody sees what you wrote here. All of it is deleted: questions, answers, comments, posts that wait for their time, drafts, and what your profile says beside your name. This cannot be undone.</p>
<p>You can still read, and you stay a member. What your council has said outside stays: your name never stood there. You can write again once it is agreed to again.</p>{{/OWN}}
{{#OF_PUPIL}}<p>From this moment nobody sees what {{NAME}} wrote here. All of it is deleted: questions, answers, comments, posts that wait for their time, drafts, and what their profile says beside their name. This cannot be undone.</p>
<p>{{NAME}} can still read, and stays a member. What their council has said outside stays: no name ever stood there.</p>{{/OF_PUPIL}}
<form method="post" action="{{ACTION}}">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<button>Take it back and delete everything</button>
</form>
<p><a href="{{BACK}}">Leave it as it is</a></p>
