{{%AUTOESCAPE context="HTML"}}{{#OF_COMMUNITY}}<p class="crumb"><a href="{{COMMUNITY_PATH}}">{{COMMUNITY}}</a></p>
{{>TABS}}
<h1>Guides</h1>
<p class="lead">What {{COMMUNITY}} knows, brought together: with how strong the evidence is, and what to weigh up yourself.</p>
{{#MAY_WRITE}}<div class="row"><a class="button" href="{{COMMUNITY_PATH}}/guides/write">Write a guide</a> <a href="/guides/mine">Your guides and drafts</a>{{#MAY_SET_RULE}} <a href="{{COMMUNITY_PATH}}/gate">When a guide is reviewed</a>{{/MAY_SET_RULE}}</div>{{/MAY_WRITE}}{{/OF_COMMUNITY}}
{{#OF_QUESTION}}<h1>Guides that began with a question</h1>
<p class="quiet"><a href="{{QUESTION_PATH}}">{{QUESTION_TITLE}}</a></p>{{/OF_QUESTION}}
{{#AUTHORS}}<p><a href="{{PATH}}/authors">Who writes a guide</a></p>{{/AUTHORS}}
<h2>Newest first</h2>
{{>ROWS}}
{{#OLDER}}<p class="pager"><a rel="next" href="{{ADDRESS}}">Older guides</a></p>{{/OLDER}}
