{{%AUTOESCAPE context="HTML"}}<h1>Design system</h1>
<p class="lead">Every component of the pages in every state: light and dark, from left to right and from right to left. Only development builds have this page.</p>
<nav class="tabs" aria-label="On this page"><ul>
{{#WAY}}<li><a href="#{{NAME}}">{{HEADING}}</a></li>
{{/WAY}}</ul></nav>
{{#WAY}}<section{{#DARK}} class="dark"{{/DARK}} aria-labelledby="{{NAME}}">
<h2 id="{{NAME}}">{{HEADING}}</h2>
<div dir="{{DIRECTION}}">
{{>PARTS}}
</div>
</section>
{{/WAY}}
