{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="/settings">Settings</a></p>
<h1>Where you are signed in</h1>
<p class="lead">If you do not know one of these, end it and choose another password.</p>
<ul class="cards">
{{#SIGN_IN}}<li class="card"><h2>{{CLIENT}}</h2>
<p class="quiet">Since {{SINCE}}; last used {{SEEN}}.</p>
{{#THIS}}<span class="badge good">This browser</span>{{/THIS}}
{{#OTHER}}<form method="post" action="/settings/sign-ins/end"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="id" value="{{ID}}"><button class="second">End</button></form>{{/OTHER}}</li>{{/SIGN_IN}}
</ul>
{{#OTHERS}}<form method="post" action="/settings/sign-ins/end-others">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<button class="second">End all others</button>
</form>{{/OTHERS}}
