{{%AUTOESCAPE context="HTML"}}<h1>Your collections</h1>
<p class="lead">A collection keeps guides and questions together under a name, in your order. Each reader sees what they may read of it, and whoever follows it hears of what you add.</p>
{{#THING}}<p class="notice">Where to put <a href="{{PATH}}">{{TITLE}}</a>?</p>{{/THING}}
<ul class="cards">
{{#COLLECTION}}<li class="card"><h2 class="found"><a href="{{PATH}}">{{NAME}}</a></h2>
{{#ADD}}<form method="post" action="{{PATH}}/change"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="thing" value="{{THING_PATH}}"><button name="act" value="add">Put it here<span class="aside">: {{NAME}}</span></button></form>{{/ADD}}</li>{{/COLLECTION}}
</ul>
{{#NONE}}<p class="empty">You have none yet. Begin one below, or from the page of a guide or a question.</p>{{/NONE}}
<form method="post" action="/collections">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
{{#WITH_THING}}<input type="hidden" name="thing" value="{{THING_PATH}}">{{/WITH_THING}}
<label for="name">Name of a new collection</label>
{{#NAME_PROBLEM}}<p class="problem" id="name-problem">{{WORDS}}</p>{{/NAME_PROBLEM}}
<div class="row"><input id="name" name="name" value="{{TYPED}}" maxlength="100" aria-describedby="name-problem"{{#NAME_PROBLEM}} aria-invalid="true"{{/NAME_PROBLEM}}>
<button>Begin it</button></div>
</form>
