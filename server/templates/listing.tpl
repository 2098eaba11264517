{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="/directory">Directory</a></p>
<h1>{{NAME}}</h1>
<p class="quiet"><span class="badge">{{KIND_WORDS}}</span> {{ADDRESS}}</p>
<p>{{SAYS}}</p>
<dl class="facts">
{{#FACT}}<dt>{{WHAT}}</dt><dd>{{VALUE}}</dd>{{/FACT}}
</dl>
{{#OURS}}<p><a class="button" href="{{PATH}}">Open it</a></p>{{/OURS}}
{{#OPEN}}<form method="post" action="/communities/find"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="address" value="{{COMMUNITY}}"><button>Open it, to read or to join</button></form>{{/OPEN}}
{{#PARTNER}}<p class="quiet">{{HOST}} is a partner of ours. <a href="/subjects?host={{HOST}}#find">Follow one of its subjects</a></p>{{/PARTNER}}
{{#NO_PARTNER}}<p class="notice">{{HOST}} is not a partner of ours yet. Ask your operator to agree with it: then you can read and join what is there.</p>{{/NO_PARTNER}}
{{#INTRODUCE}}<form method="post" action="/operator/partners"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="host" value="{{HOST}}"><p>{{HOST}} is not a partner of ours yet. Both operators have to say yes.</p><button>Ask for a partnership</button></form>{{/INTRODUCE}}
{{#GUEST}}<p><a href="/sign-in?return={{RETURN}}">Sign in to do more</a></p>{{/GUEST}}
<p><a href="{{ALL_OF_HOST}}">Everything that {{HOST}} lists</a></p>
{{#CONFIRMED}}<p class="quiet">Signed with the key that its institution's own document names.</p>{{/CONFIRMED}}
{{#TOLD}}<p class="quiet">Signed by whoever answers for {{HOST}}, and brought by our partner {{BY}}. Its key is checked with the institution itself once the two of us exchange anything.</p>{{/TOLD}}
