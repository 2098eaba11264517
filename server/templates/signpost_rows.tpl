{{%AUTOESCAPE context="HTML"}}<ul class="cards">
{{#SIGNPOST}}<li class="card">
<h3 dir="auto"><a href="{{SOURCE}}" rel="nofollow noopener">{{TITLE}}</a></h3>
<p class="quiet">{{SOURCE_HOST}}{{#FOR}} · for {{WHOM}}{{/FOR}}{{#LANGUAGE}} · {{CODE}}{{/LANGUAGE}}{{#DEAD}} · <strong>this link leads nowhere since {{DAY}}</strong>{{/DEAD}}{{#WAITING}} · waiting for the community{{/WAITING}}</p>
<p>{{WHY}}</p>
<p class="quiet">{{#SUBJECT}}<span class="badge">{{WORDS}}</span> {{/SUBJECT}}{{>BYLINE}} · <a href="{{PATH}}">what members say of it</a></p>
</li>{{/SIGNPOST}}
</ul>
