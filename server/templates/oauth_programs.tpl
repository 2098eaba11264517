{{%AUTOESCAPE context="HTML"}}<h1>Programs</h1>
<p class="lead">Programs that you have let act for you. When you shut one out, it can do nothing in your name from that moment on.</p>
<ul class="cards">
{{#PROGRAM}}<li class="card"><h2>{{NAME}}</h2>
<p>It may</p>
<ul>
{{#LEAVE}}<li>{{WORDS}}</li>{{/LEAVE}}
</ul>
<p class="quiet">Since {{SINCE}}. Last used: {{USED}}.</p>
<form method="post" action="/settings/programs"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="family" value="{{FAMILY}}"><button class="second">Shut out “{{NAME}}”</button></form></li>{{/PROGRAM}}
</ul>
{{#NONE}}<p class="empty">You have let no program act for you.</p>{{/NONE}}
