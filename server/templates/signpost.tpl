{{%AUTOESCAPE context="HTML"}}{{#IN_COMMUNITY}}<p class="crumb"><a href="{{COMMUNITY_PATH}}/signposts">Signposts of {{COMMUNITY}}</a></p>{{/IN_COMMUNITY}}
<article lang="{{LANG}}">
<h1 dir="auto"><a href="{{SOURCE}}" rel="nofollow noopener">{{TITLE}}</a></h1>
<p class="badge">Signpost to {{SOURCE_HOST}}</p>
{{#DEAD}}<p class="notice">This link leads nowhere since {{DAY}}. Whoever put it up can change it.</p>{{/DEAD}}
{{#WAITING}}<p class="notice">Sent. Waiting for {{HOST}} to pass it on to the community.</p>{{/WAITING}}
<h2>Why it is worth reading</h2>
<p>{{WHY}}</p>
<dl class="facts">
{{#FOR}}<dt>For</dt><dd>{{WHOM}}</dd>{{/FOR}}
<dt>Address</dt><dd><a href="{{SOURCE}}" rel="nofollow noopener">{{SOURCE}}</a></dd>
</dl>
<p>{{#SUBJECT}}<span class="badge">{{WORDS}}</span> {{/SUBJECT}}{{#LANGUAGE}}<span class="badge">{{CODE}}</span> {{/LANGUAGE}}</p>
<p class="quiet">Put up by {{>BYLINE}}{{#CHANGED}} (<a href="{{PATH}}/history">what changed</a>){{/CHANGED}}</p>
</article>
{{#OWN}}<p class="row"><a href="{{PATH}}/change-signpost">Change it</a> <a href="{{PATH}}/delete">Delete it</a></p>{{/OWN}}
{{#OTHERS}}<p><a href="{{PATH}}/report">Report it</a></p>{{/OTHERS}}
{{>FACILITATE}}
{{>COMMENTS}}
