{{%AUTOESCAPE context="HTML"}}<h1>Not done</h1>
<div class="problems" role="alert" tabindex="-1" autofocus><p class="problem"><a href="#{{FIELD}}">{{WHY}}</a></p></div>
{{>KEPT}}
