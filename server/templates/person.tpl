{{%AUTOESCAPE context="HTML"}}<h1>{{NAME}}</h1>
<p class="quiet">{{ADDRESS}}</p>
<div class="words">{{SUMMARY:x-sanitised}}</div>
