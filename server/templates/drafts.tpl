{{%AUTOESCAPE context="HTML"}}<h1>Your drafts</h1>
<p class="quiet">What you began to write and have not sent. Nobody else sees it; each is kept for 30 days after you saved it last. Drafts of guides are among <a href="/guides/mine">your guides</a>.</p>
{{#NONE}}<p>There are none.</p>{{/NONE}}
{{#SOME}}<ul class="cards">{{#DRAFT}}<li class="card"><h2><a href="{{ADDRESS}}">{{WHAT}}</a></h2>
{{#EXTRACT}}<p>{{WORDS}}</p>{{/EXTRACT}}
<p class="quiet">Saved <time datetime="{{DATETIME}}">{{TIME}}</time></p>
<form method="post" action="/drafts/drop"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="draft" value="{{NUMBER}}"><button class="plain">Throw it away</button></form></li>{{/DRAFT}}</ul>{{/SOME}}
