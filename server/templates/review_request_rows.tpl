{{%AUTOESCAPE context="HTML"}}{{#REQUESTS}}<ul class="cards">
{{#REQUEST}}<li class="card"><h3><a href="{{REQUEST_PATH}}">{{TRACK}} by {{TARGET}} ({{TARGET_HOST}})</a></h3>
<p class="badge">{{STATE}}</p>
<p>{{#KNOWN_GUIDE}}Of <a href="{{GUIDE_PATH}}">{{GUIDE_TITLE}}</a>{{/KNOWN_GUIDE}}{{#UNKNOWN_GUIDE}}Of a guide that has not come here yet{{/UNKNOWN_GUIDE}}{{#LATER_ROUND}}, round {{ROUND}}{{/LATER_ROUND}}{{#DUE}}, due on {{DAY}}{{/DUE}}</p>
<p class="quiet">Asked by {{BY}} ({{BY_HOST}}), <time datetime="{{DATETIME}}">{{TIME}}</time></p></li>
{{/REQUEST}}</ul>{{/REQUESTS}}
{{#NO_REQUESTS}}<p class="empty">There are none. A review is asked for on the page of a guide.</p>{{/NO_REQUESTS}}
