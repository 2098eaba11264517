{{%AUTOESCAPE context="HTML"}}<h1>{{NAME}}</h1>
<p class="quiet">A collection of <a href="{{OWNER_PATH}}">{{OWNER}}</a>’s · {{ADDRESS}}</p>
{{#FOLLOW}}<form method="post" action="{{FORM_PATH}}/follow"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button>Follow</button></form>{{/FOLLOW}}
{{#UNFOLLOW}}<p class="badge good">You follow it</p>
<form method="post" action="{{FORM_PATH}}/unfollow"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="second">Follow no longer</button></form>{{/UNFOLLOW}}
{{#GUEST}}<p><a href="/sign-in?return={{RETURN}}">Sign in to follow it</a>, or look for {{ADDRESS}} in whatever you use.</p>{{/GUEST}}
<ol class="cards">
{{#THING}}<li class="card"><h2 class="found"><a href="{{PATH}}" lang="{{LANG}}" dir="auto">{{TITLE}}</a></h2>
<p class="quiet"><span class="badge">{{KIND}}</span> {{>BYLINE}}</p>
{{#CHANGE}}<form method="post" action="{{LIST_PATH}}/change"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="thing" value="{{PATH}}">
<div class="row"><button class="plain" name="act" value="up">Up<span class="aside">: {{TITLE}}</span></button>
<button class="plain" name="act" value="down">Down<span class="aside">: {{TITLE}}</span></button>
<button class="plain" name="act" value="take-out">Take it out<span class="aside">: {{TITLE}}</span></button></div></form>{{/CHANGE}}</li>{{/THING}}
{{#NOT_SHOWN}}<li class="card"><p class="quiet">Something that was deleted, or that you can no longer read.</p>
<form method="post" action="{{LIST_PATH}}/change"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="thing" value="{{PATH}}">
<button class="plain" name="act" value="take-out">Take it out</button></form></li>{{/NOT_SHOWN}}
</ol>
{{#EMPTY}}<p class="empty">There is nothing in it that you can read. Its owner adds guides and questions from their own pages.</p>{{/EMPTY}}
{{#OWN}}<p class="quiet">Guides and questions have a link that puts them here.</p>
<form method="post" action="{{PATH}}/name">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label for="name">Name</label>
{{#NAME_PROBLEM}}<p class="problem" id="name-problem">{{WORDS}}</p>{{/NAME_PROBLEM}}
<div class="row"><input id="name" name="name" value="{{TYPED}}" maxlength="100" aria-describedby="name-problem"{{#NAME_PROBLEM}} aria-invalid="true"{{/NAME_PROBLEM}}>
<button class="second">Change the name</button></div>
</form>
<p><a href="/collections">Your collections</a></p>{{/OWN}}
{{#DROP}}<form method="post" action="{{PATH}}/drop"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="plain danger">Drop this collection</button></form>{{/DROP}}
