{{%AUTOESCAPE context="HTML"}}{{#VISIBLE}}<div class="words">{{CONTENT:x-sanitised}}</div>{{/VISIBLE}}
{{#DELETED}}<p class="quiet">The author deleted this {{KIND}}.</p>{{/DELETED}}
{{#REMOVED}}<p class="quiet">A facilitator removed this {{KIND}}.</p>{{/REMOVED}}
