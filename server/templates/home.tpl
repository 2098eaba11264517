{{%AUTOESCAPE context="HTML"}}<h1>{{NODE_NAME}}</h1>
{{#GUEST}}<p class="lead">Teachers ask, researchers and colleagues answer, and what works becomes a guide that schools share. You can read what is public, or <a href="/sign-in">sign in</a> to take part.</p>{{/GUEST}}
{{#MEMBER}}<section aria-labelledby="joined">
<h2 id="joined">Your communities</h2>
<ul class="cards">
{{#JOINED}}<li class="card"><h3><a href="{{PATH}}">{{NAME}}</a></h3><p class="quiet">{{ADDRESS}}</p></li>{{/JOINED}}
</ul>
{{#NONE_JOINED}}<p class="empty">You have not joined a community yet. Open one below, find one at a partner, or <a href="/directory">look into the directory</a>.</p>{{/NONE_JOINED}}
{{#STARTER}}<h3>To begin with</h3>
<ul class="cards">
{{#COMMUNITY}}<li class="card"><h4><a href="{{STARTER_PATH}}">{{STARTER_NAME}}</a></h4><p class="quiet">Community · {{STARTER_ADDRESS}}</p></li>{{/COMMUNITY}}
{{#GUIDE}}<li class="card"><h4><a href="{{STARTER_PATH}}">{{STARTER_NAME}}</a></h4><p class="quiet">Guide</p></li>{{/GUIDE}}
{{#ELSEWHERE}}<li class="card"><form method="post" action="/communities/find"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="address" value="{{STARTER_ADDRESS}}"><p>{{STARTER_ADDRESS}}</p><button class="second">Open this community</button></form></li>{{/ELSEWHERE}}
</ul>{{/STARTER}}
<p class="row"><a class="button second" href="/communities/new">Begin a community</a> <a href="/guides/mine">Your guides and drafts</a> <a href="/adoptions">What our school has adopted</a> <a href="/tools">Tools for measuring</a></p>
<form method="post" action="/communities/find">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label for="address">Find a community of a partner</label>
{{#ADDRESS_PROBLEM}}<p class="problem" id="address-problem">{{WORDS}}</p>{{/ADDRESS_PROBLEM}}
<div class="row"><input id="address" name="address" value="{{FIND}}" placeholder="algebra@hillside.example" autocapitalize="none" spellcheck="false" aria-describedby="address-problem"{{#ADDRESS_PROBLEM}} aria-invalid="true"{{/ADDRESS_PROBLEM}}>
<button class="second">Find</button></div>
</form>
</section>{{/MEMBER}}
<section aria-labelledby="here">
<h2 id="here">Communities here</h2>
<ul class="cards">
{{#HERE}}<li class="card"><h3><a href="{{PATH}}">{{NAME}}</a></h3><p class="quiet">{{ADDRESS}}</p><div class="words" dir="auto">{{SUMMARY:x-sanitised}}</div></li>{{/HERE}}
</ul>
{{#NONE_HERE}}<p class="empty">There are no communities here yet. An operator can add the first one.</p>{{/NONE_HERE}}
</section>
