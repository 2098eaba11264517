{{%AUTOESCAPE context="HTML"}}<h1>Suggested changes</h1>
<p class="lead"><a href="{{PATH}}" lang="{{LANG}}" dir="auto">{{TITLE}}</a>. {{#FOR_AUTHOR}}What others would change in your guide; those that wait for an answer stand first.{{/FOR_AUTHOR}}{{#FOR_OTHERS}}What you would change in this guide.{{/FOR_OTHERS}}</p>
<h2>Open ones first</h2>
{{>ROWS}}
