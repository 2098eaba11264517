{{%AUTOESCAPE context="HTML"}}<section aria-labelledby="fresh">
<h2 id="fresh">Your recovery codes</h2>
<p>Print them, or write them down, and keep them where you keep your papers. Each lets you in once when your telephone is not at hand. They are shown this one time.</p>
<ul class="codes">
{{#CODE}}<li><code>{{WORDS}}</code></li>{{/CODE}}
</ul>
<p><a class="button" href="{{TO}}">I have kept them: go on</a></p>
</section>
