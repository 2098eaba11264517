{{%AUTOESCAPE context="HTML"}}<h1>What has changed</h1>
<p class="quiet"><a href="{{PATH}}" lang="{{LANG}}" dir="auto">{{TITLE}}</a> · <a href="{{PATH}}/versions">all versions</a></p>
<p>{{#BEFORE}}From <a href="{{VERSION_PATH}}">version {{REVISION}}</a> (<time datetime="{{DATETIME}}">{{TIME}}</time>){{/BEFORE}} {{#AFTER}}to <a href="{{VERSION_PATH}}">version {{REVISION}}</a> (<time datetime="{{DATETIME}}">{{TIME}}</time>){{/AFTER}}</p>
<h2>Part by part</h2>
{{>CHANGES}}
