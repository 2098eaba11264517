{{%AUTOESCAPE context="HTML"}}<section class="preview" id="preview" aria-labelledby="preview-heading">
<h2 id="preview-heading" role="status">Preview: nothing is sent yet</h2>
{{#PART}}{{#WITH_HEADING}}<h3>{{HEADING}}</h3>{{/WITH_HEADING}}
<div class="words">{{CONTENT:x-sanitised}}</div>{{/PART}}
{{#NOTHING_YET}}<p class="quiet">There is nothing to show yet.</p>{{/NOTHING_YET}}
</section>
