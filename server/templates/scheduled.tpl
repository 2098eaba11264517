{{%AUTOESCAPE context="HTML"}}<h1>Posts that wait</h1>
<p class="quiet">Posts that you wrote with a program and that appear later. What could not be published stays here until you decide.</p>
{{#PROBLEM}}<p class="problem" role="alert">{{WHAT}}</p>{{/PROBLEM}}
<ol class="cards">
{{#POST}}<li class="card"><p class="words">{{WORDS}}</p>
<p class="quiet">For <time datetime="{{DATETIME}}">{{TIME}}</time></p>
{{#STUCK}}<p class="problem">It could not be published: {{WHY}}</p>
<form method="post" action="/scheduled/{{NUMBER}}/again"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="second">Try again in five minutes</button></form>{{/STUCK}}
<form method="post" action="/scheduled/{{NUMBER}}/drop"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="plain">Throw it away</button></form></li>{{/POST}}
</ol>
{{#NONE}}<p class="quiet">There are none.</p>{{/NONE}}
