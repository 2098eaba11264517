{{%AUTOESCAPE context="HTML"}}<section class="preview" id="preview" aria-labelledby="preview-heading" tabindex="-1" autofocus>
<h2 id="preview-heading">Preview: nothing is sent yet</h2>
{{#PART}}{{#WITH_HEADING}}<h3>{{HEADING}}</h3>{{/WITH_HEADING}}
<div class="words" dir="auto">{{CONTENT:x-sanitised}}</div>{{/PART}}
{{#NOTHING_YET}}<p class="quiet">There is nothing to show yet.</p>{{/NOTHING_YET}}
</section>
