{{%AUTOESCAPE context="HTML"}}{{#SIMILAR}}<section class="notice" role="status"{{#NOT_SENT}} data-unsent{{/NOT_SENT}}><h2>Has it been asked before?</h2>
<p>{{#NOT_SENT}}Your question is not sent yet. {{/NOT_SENT}}These are like it; they open in a new tab, and your text stays here. If none of them helps, send yours.</p>
<ul>{{#QUESTION}}<li><a href="{{PATH}}" target="_blank" rel="noopener">{{TITLE}}</a> ({{COMMUNITY_NAME}})</li>{{/QUESTION}}</ul></section>{{/SIMILAR}}
