{{%AUTOESCAPE context="HTML"}}<h1>{{HEADING}}</h1>
<p class="quiet">Of <a href="{{VERSION_PATH}}" lang="{{LANG}}">{{TITLE}}</a>, version {{REVISION}}{{#LATER_ROUND}}, round {{ROUND}}{{/LATER_ROUND}}. Your review stays with this version and with your name.</p>
{{#OLD_VERSION}}<p class="notice">There is a newer version than this one. <a href="{{PATH}}/review?track={{TRACK}}">Review that instead</a>, unless you mean this.</p>{{/OLD_VERSION}}
{{#PROBLEMS}}<p class="problem" role="alert">{{WHY}}</p>{{/PROBLEMS}}
{{#COLLEAGUE}}<p class="notice">You are of the institution of somebody who wrote this guide. People of an author’s own institution do not review their guide; you can <a href="{{PATH}}">suggest a change</a> instead.</p>{{/COLLEAGUE}}
{{#WRITING}}{{#CHANGES}}<p class="notice">You reviewed this version before. What you send now takes the place of it.</p>{{/CHANGES}}
{{#OTHER_TRACK}}<p>Instead: <a href="{{OTHER_PATH}}">{{OTHER_HEADING}}</a></p>{{/OTHER_TRACK}}
<form method="post" action="{{PATH}}/review">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="version" value="{{VERSION}}">
<input type="hidden" name="track" value="{{TRACK}}">
{{#FOR_REQUEST}}<input type="hidden" name="request" value="{{REQUEST}}">{{/FOR_REQUEST}}
{{>FIELDS}}
<button>Send the review</button>
</form>{{/WRITING}}
