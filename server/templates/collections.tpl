{{%AUTOESCAPE context="HTML"}}<h1>Your collections</h1>
<p class="quiet">A collection keeps guides and questions together under a name, in your order. Each reader sees what they may read of it, and whoever follows it hears of what you add.</p>
{{#THING}}<p class="notice">Where to put <a href="{{PATH}}">{{TITLE}}</a>?</p>{{/THING}}
<ul class="cards">
{{#COLLECTION}}<li class="card"><h2 class="found"><a href="{{PATH}}">{{NAME}}</a></h2>
{{#ADD}}<form method="post" action="{{PATH}}/change"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="thing" value="{{THING_PATH}}"><button name="act" value="add">Put it here<span class="aside">: {{NAME}}</span></button></form>{{/ADD}}</li>{{/COLLECTION}}
</ul>
{{#NONE}}<p class="quiet">You have none yet.</p>{{/NONE}}
<form method="post" action="/collections">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
{{#WITH_THING}}<input type="hidden" name="thing" value="{{THING_PATH}}">{{/WITH_THING}}
<label for="name">Name of a new collection</label>
{{#PROBLEM}}<p class="problem" id="name-problem" role="alert">{{WORDS}}</p>{{/PROBLEM}}
<div class="row"><input id="name" name="name" value="{{TYPED}}" maxlength="100" aria-describedby="name-problem">
<button>Begin it</button></div>
</form>
