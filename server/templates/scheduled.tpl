{{%AUTOESCAPE context="HTML"}}<h1>Posts that wait</h1>
<p class="lead">Posts that you wrote with a program and that appear later. What could not be published stays here until you decide.</p>
<ol class="cards">
{{#POST}}<li class="card"><p class="words" dir="auto">{{WORDS}}</p>
<p class="quiet">For <time datetime="{{DATETIME}}">{{TIME}}</time></p>
{{#STUCK}}<p class="notice bad">It could not be published: {{WHY}}</p>
<form method="post" action="/scheduled/{{NUMBER}}/again"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="second">Try again in five minutes</button></form>{{/STUCK}}
<form method="post" action="/scheduled/{{NUMBER}}/drop"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="plain danger">Throw it away</button></form></li>{{/POST}}
</ol>
{{#NONE}}<p class="empty">There are none. Programs can write posts that appear later; they stand here until then.</p>{{/NONE}}
