{{%AUTOESCAPE context="HTML"}}{{#SUGGESTIONS}}<ul class="cards">
{{#SUGGESTION}}<li class="card"><h3><a href="{{PATH}}">A change by {{PERSON}} ({{HOST}})</a></h3>
<p class="badge">{{STATE}}</p>
<p class="quiet"><time datetime="{{DATETIME}}">{{TIME}}</time></p>
{{#WITH_REASON}}<p>{{REASON}}</p>{{/WITH_REASON}}
{{#WITH_ANSWER}}<p class="quiet">Answer: {{ANSWER}}</p>{{/WITH_ANSWER}}</li>
{{/SUGGESTION}}</ul>{{/SUGGESTIONS}}
{{#NO_SUGGESTIONS}}<p class="empty">There are none. A change is suggested on the page of a guide.</p>{{/NO_SUGGESTIONS}}
