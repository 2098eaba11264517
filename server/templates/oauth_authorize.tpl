{{%AUTOESCAPE context="HTML"}}<section class="dialog"><h1>Let “{{PROGRAM}}” act for you?</h1>
<p>A program asks for leave to act in your name at {{NODE_NAME}}. You are signed in as <strong>{{ACCOUNT}}</strong>. <a href="{{SOMEBODY_ELSE}}">Sign in as somebody else</a></p>
{{#DESCRIBED}}<p class="quiet">The program is described at {{ADDRESS}}.</p>{{/DESCRIBED}}
{{#WEBSITE}}<p class="quiet">It says that it comes from {{ADDRESS}}. Nobody has checked that.</p>{{/WEBSITE}}
<h2>It could then</h2>
<ul>
{{#LEAVE}}<li>{{WORDS}}</li>{{/LEAVE}}
</ul>
{{#SENT}}<p>If you allow it, you go on to {{PLACE}}.</p>{{/SENT}}
{{#TYPED}}<p>If you allow it, you are shown a code that you give to the program. Give it to nobody else.</p>{{/TYPED}}
<p class="quiet">Your password stays here. You can shut the program out again at any time, under <a href="/settings/programs">Programs</a>.</p>
<form method="post" action="{{ACTION}}">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<div class="row"><button name="decision" value="allow">Allow</button>
<button class="second" name="decision" value="deny">Do not allow</button></div>
</form>
</section>
