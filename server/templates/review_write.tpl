{{%AUTOESCAPE context="HTML"}}<h1>{{HEADING}}</h1>
<p class="lead">Of <a href="{{VERSION_PATH}}" lang="{{LANG}}" dir="auto">{{TITLE}}</a>, version {{REVISION}}{{#LATER_ROUND}}, round {{ROUND}}{{/LATER_ROUND}}. Your review stays with this version.</p>
{{#OLD_VERSION}}<p class="notice">There is a newer version than this one. <a href="{{PATH}}/review?track={{TRACK}}">Review that instead</a>, unless you mean this.</p>{{/OLD_VERSION}}
{{#COLLEAGUE}}<p class="notice">You are of the institution of somebody who wrote this guide. People of an author’s own institution do not review their guide; you can <a href="{{PATH}}">suggest a change</a> instead.</p>{{/COLLEAGUE}}
{{#WRITING}}{{#CHANGES}}<p class="notice">You reviewed this version before. What you send now takes the place of it.</p>{{/CHANGES}}
{{#OTHER_TRACK}}<p>Instead: <a href="{{OTHER_PATH}}">{{OTHER_HEADING}}</a></p>{{/OTHER_TRACK}}
{{>PREVIEW}}
<form method="post" action="{{PATH}}/review">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
{{>WRITING_TOOLS}}
<input type="hidden" name="version" value="{{VERSION}}">
<input type="hidden" name="track" value="{{TRACK}}">
{{#FOR_REQUEST}}<input type="hidden" name="request" value="{{REQUEST}}">{{/FOR_REQUEST}}
{{>FIELDS}}
{{#IDENTITY}}<div id="identity">{{#PEN_NAME_PROBLEM}}<p class="problem" id="pen_name-problem">{{WORDS}}</p>{{/PEN_NAME_PROBLEM}}
{{#NO_PEN_NAME}}<details><summary>Why you cannot use a pen name here</summary><p>{{WHY_NOT}}</p></details>{{/NO_PEN_NAME}}
{{#PEN_NAME}}<fieldset><legend>Under which name</legend>
<label class="tick"><input type="radio" name="identity" value="own"{{#BY_OWN_NAME}} checked{{/BY_OWN_NAME}}> Under my own name, with my school</label>
<label class="tick"><input type="radio" name="identity" value="pen-name"{{#BY_PEN_NAME}} checked{{/BY_PEN_NAME}} aria-describedby="pen_name-hint pen_name-problem"> Under a pen name</label>
<label for="pen_name">Pen name</label>
{{#HAS_PEN_NAME}}<p class="hint">For this guide yours is {{FORMER}}.</p>{{/HAS_PEN_NAME}}
<input id="pen_name" name="pen_name" value="{{TYPED_PEN_NAME}}" maxlength="60" autocomplete="off" aria-describedby="pen_name-hint pen_name-problem">
<div class="hint" id="pen_name-hint">{{#WHO_KNOWS}}<p>Who will know your name: {{ASKER}} ({{ASKER_HOST}}), who asked you; whoever runs the server of {{KEEPER}}, which checks that you have no conflict of interest and publishes your review; and whoever runs the server of your own school.{{#ASKED_TOGETHER}} The people of {{TARGET}}, who were asked with you, see that you took it on.{{/ASKED_TOGETHER}}</p>
<p>Nobody else is told who you are or where you are from: not the author, nor readers, nor other schools. They see the pen name and {{KEEPER}}, and if somebody else of your school reviews this guide under a pen name, that the two of you are of one school.</p>{{/WHO_KNOWS}}
<p>What you write may give you away. It is published within a few minutes, and you can take it back.</p></div>
</fieldset>{{/PEN_NAME}}</div>{{/IDENTITY}}
{{>WRITING_END}}
</form>{{/WRITING}}
